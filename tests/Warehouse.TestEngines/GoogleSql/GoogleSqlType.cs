using Warehouse.TestEngines.GoogleSql.Wire;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>GoogleSQL's types as text and as the service's messages. Lengths and precisions are read and dropped: the catalogue has no place for them.</summary>
internal static class GoogleSqlType
{
    private const int Array = 16;
    private const int Struct = 17;

    // The numbers are TypeKind's, in zetasql/public/type.proto. BigQuery's aliases (INT, DECIMAL) are not in GoogleSQL.
    private static readonly (string Name, int Kind)[] Scalars =
    [
        ("INT64", 2), ("BOOL", 5), ("FLOAT64", 7), ("STRING", 8), ("BYTES", 9), ("DATE", 10), ("TIMESTAMP", 19), ("TIME", 20),
        ("DATETIME", 21), ("GEOGRAPHY", 22), ("NUMERIC", 23), ("BIGNUMERIC", 24), ("JSON", 26), ("INTERVAL", 27),
    ];

    public static TypeProto Parse(string type)
    {
        var position = 0;
        var result = Parse(type, ref position);
        return position == type.Length ? result : throw Unknown(type);
    }

    public static string Print(TypeProto type) => type.TypeKind switch
    {
        Array => $"ARRAY<{Print(type.ArrayType.ElementType)}>",
        Struct => $"STRUCT<{string.Join(", ", type.StructType.Field.Select(field => $"{field.FieldName} {Print(field.FieldType)}".TrimStart()))}>",
        var kind => Scalars.FirstOrDefault(scalar => scalar.Kind == kind).Name ?? throw new ArgumentException($"Unknown type kind {kind}."),
    };

    private static TypeProto Parse(string type, ref int position)
    {
        var name = Word(type, ref position).ToUpperInvariant();
        if (name is "ARRAY")
        {
            Expect(type, '<', ref position);
            var element = Parse(type, ref position);
            Expect(type, '>', ref position);
            return new TypeProto { TypeKind = Array, ArrayType = new ArrayTypeProto { ElementType = element } };
        }

        if (name is "STRUCT")
            return ParseStruct(type, ref position);

        var kind = Scalars.FirstOrDefault(scalar => scalar.Name == name).Kind;
        if (kind == 0)
            throw Unknown(type);
        if (position < type.Length && type[position] == '(')
            position = type.IndexOf(')', position) is var end and >= 0 ? end + 1 : throw Unknown(type);
        return new TypeProto { TypeKind = kind };
    }

    private static TypeProto ParseStruct(string type, ref int position)
    {
        var result = new StructTypeProto();
        Expect(type, '<', ref position);
        do
        {
            var field = Word(type, ref position);
            Expect(type, ' ', ref position);
            result.Field.Add(new StructFieldProto { FieldName = field, FieldType = Parse(type, ref position) });
        }
        while (Next(type, ',', ref position));
        Expect(type, '>', ref position);
        return new TypeProto { TypeKind = Struct, StructType = result };
    }

    private static string Word(string type, ref int position)
    {
        while (position < type.Length && type[position] == ' ')
            position++;
        var start = position;
        while (position < type.Length && (char.IsAsciiLetterOrDigit(type[position]) || type[position] == '_'))
            position++;
        return type[start..position];
    }

    private static bool Next(string type, char expected, ref int position)
    {
        if (position >= type.Length || type[position] != expected)
            return false;
        position++;
        return true;
    }

    private static void Expect(string type, char expected, ref int position)
    {
        if (!Next(type, expected, ref position))
            throw Unknown(type);
    }

    private static ArgumentException Unknown(string type) => new($"`{type}` is not a GoogleSQL type that the judge knows.");
}
