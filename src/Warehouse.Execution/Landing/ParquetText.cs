using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Warehouse.Execution.Landing;

/// <summary>Parquet values as text: ISO, invariant, as DuckDB writes them.</summary>
internal static class ParquetText
{
    /// <summary>Reads a column of a row group; null for a type that has no text.</summary>
    public static async Task<Func<int, string?>?> ReadAsync(ParquetRowGroupReader group, DataField field, int rows, CancellationToken cancellationToken)
    {
        return field.ClrType switch
        {
            var t when t == typeof(ReadOnlyMemory<char>) => await ValuesAsync<ReadOnlyMemory<char>>(v => v.ToString()).ConfigureAwait(false),
            var t when t == typeof(ReadOnlyMemory<byte>) => await ValuesAsync<ReadOnlyMemory<byte>>(v => Convert.ToHexStringLower(v.Span)).ConfigureAwait(false),
            var t when t == typeof(bool) => await ValuesAsync<bool>(v => v ? "true" : "false").ConfigureAwait(false),
            var t when field is TimeDataField time && t == typeof(int) => await ValuesAsync<int>(v => TimeOfDay(v, time.Precision)).ConfigureAwait(false),
            var t when field is TimeDataField time && t == typeof(long) => await ValuesAsync<long>(v => TimeOfDay(v, time.Precision)).ConfigureAwait(false),
            var t when t == typeof(sbyte) => await ValuesAsync<sbyte>(Whole).ConfigureAwait(false),
            var t when t == typeof(byte) => await ValuesAsync<byte>(Whole).ConfigureAwait(false),
            var t when t == typeof(short) => await ValuesAsync<short>(Whole).ConfigureAwait(false),
            var t when t == typeof(ushort) => await ValuesAsync<ushort>(Whole).ConfigureAwait(false),
            var t when t == typeof(int) => await ValuesAsync<int>(Whole).ConfigureAwait(false),
            var t when t == typeof(uint) => await ValuesAsync<uint>(Whole).ConfigureAwait(false),
            var t when t == typeof(long) => await ValuesAsync<long>(Whole).ConfigureAwait(false),
            var t when t == typeof(ulong) => await ValuesAsync<ulong>(Whole).ConfigureAwait(false),
            var t when t == typeof(float) => await ValuesAsync<float>(v => Real(v, v.ToString("E8", CultureInfo.InvariantCulture), v.ToString("R", CultureInfo.InvariantCulture))).ConfigureAwait(false),
            var t when t == typeof(double) => await ValuesAsync<double>(v => Real(v, v.ToString("E16", CultureInfo.InvariantCulture), v.ToString("R", CultureInfo.InvariantCulture))).ConfigureAwait(false),
            var t when t == typeof(decimal) => await ValuesAsync<decimal>(v => v.ToString(Digits(field), CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(DateTime) && field is DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => await ValuesAsync<DateTime>(v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(DateTime) => await ValuesAsync<DateTime>(v => v.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(DateOnly) => await ValuesAsync<DateOnly>(v => v.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(TimeOnly) => await ValuesAsync<TimeOnly>(v => v.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(TimeSpan) => await ValuesAsync<TimeSpan>(v => TimeOnly.FromTimeSpan(v).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)).ConfigureAwait(false),
            var t when t == typeof(Guid) => await ValuesAsync<Guid>(v => v.ToString()).ConfigureAwait(false),
            _ => null,
        };

        async Task<Func<int, string?>> ValuesAsync<T>(Func<T, string> text)
            where T : struct
        {
            if (!field.IsNullable)
            {
                var present = new T[rows];
                await group.ReadAsync<T>(field, present.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
                return row => text(present[row]);
            }

            var values = new T?[rows];
            await group.ReadAsync<T>(field, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return row => values[row] is { } value ? text(value) : null;
        }
    }

    private static string TimeOfDay(long value, TimeUnitPrecision precision)
    {
        var ticks = precision switch
        {
            TimeUnitPrecision.Millis => value * TimeSpan.TicksPerMillisecond,
            TimeUnitPrecision.Micros => value * TimeSpan.TicksPerMicrosecond,
            _ => value / TimeSpan.NanosecondsPerTick,
        };
        return new TimeOnly(ticks).ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
    }

    /// <summary>As many digits after the point as the column has, as engines show a decimal.</summary>
    private static string? Digits(DataField field) => field is DecimalDataField number ? string.Create(CultureInfo.InvariantCulture, $"F{number.Scale}") : null;

    private static string Whole<T>(T value)
        where T : IFormattable => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>The shortest text that reads back as the number; with an exponent where it is below 1e-4 or at least 1e16.</summary>
    private static string Real(double value, string scientific, string shortest)
    {
        if (!double.IsFinite(value))
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        var exponent = int.Parse(scientific[(scientific.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        var (negative, digits) = (shortest[0] == '-', Digits(shortest));
        var text = value == 0 ? "0.0"
            : exponent is < -4 or >= 16 ? $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}"
            : exponent < 0 ? "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1 ? digits.PadRight(exponent + 1, '0') + ".0"
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
        return negative ? "-" + text : text;
    }

    private static string Digits(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var digits = string.Concat((end < 0 ? shortest : shortest[..end]).Where(char.IsAsciiDigit)).TrimStart('0').TrimEnd('0');
        return digits.Length == 0 ? "0" : digits;
    }
}
