using System.Globalization;
using System.Text;

namespace Warehouse.Execution.Landing;

/// <summary>Stored floating-point numbers as text, as DuckDB writes them.</summary>
internal static class ParquetReals
{
    public static int Write(float value, Span<byte> text) =>
        Encoding.ASCII.GetBytes(Text(value, value.ToString("E8", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture)), text);

    public static int Write(double value, Span<byte> text) =>
        Encoding.ASCII.GetBytes(Text(value, value.ToString("E16", CultureInfo.InvariantCulture), value.ToString("R", CultureInfo.InvariantCulture)), text);

    /// <summary>The shortest text that reads back as the number; with an exponent where it is below 1e-4 or at least 1e16.</summary>
    private static string Text(double value, string scientific, string shortest)
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
