using Warehouse.Model.Star;

namespace Warehouse.Model.Checks;

/// <summary>Types whose values compare with one another.</summary>
internal enum TypeFamily
{
    Text,
    Number,
    Boolean,
    Instant,
    TimeOfDay,
    Uuid,
    Json,
    Bytes,
}

/// <summary>Which family a type belongs to.</summary>
internal static class TypeFamilies
{
    public static TypeFamily Of(DataType type) => type switch
    {
        DataType.Text => TypeFamily.Text,
        DataType.Integer or DataType.Decimal or DataType.Float => TypeFamily.Number,
        DataType.Boolean => TypeFamily.Boolean,
        DataType.Date or DataType.Timestamp => TypeFamily.Instant,
        DataType.Time => TypeFamily.TimeOfDay,
        DataType.Uuid => TypeFamily.Uuid,
        DataType.Json => TypeFamily.Json,
        DataType.Bytes => TypeFamily.Bytes,
        _ => throw new NotSupportedException($"No family for the type {type}."),
    };

    public static bool IsNumber(this DataType type) => Of(type) == TypeFamily.Number;

    /// <summary>Whether a column of one type can hold a key of another: text converts to anything, an instant has a time of day, a date has none.</summary>
    public static bool CanHold(this DataType column, DataType key) =>
        Of(column) == Of(key) || Of(column) == TypeFamily.Text || (column is DataType.Timestamp && Of(key) == TypeFamily.TimeOfDay);
}
