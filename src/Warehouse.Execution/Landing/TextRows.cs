using System.Collections.Immutable;
using System.Globalization;

namespace Warehouse.Execution.Landing;

/// <summary>The rows of a file, one after the other, every value as UTF-8 text or NULL: the one reading of a format that all engines share.</summary>
public abstract class TextRows : IDisposable
{
    /// <summary>The columns' names, in the file's order.</summary>
    public abstract ImmutableArray<string> Columns { get; }

    /// <summary>Goes on to the next row; false after the last.</summary>
    /// <exception cref="LandingException">The file does not hold what its format says.</exception>
    public abstract bool Read();

    /// <summary>A value of the current row, until the next <see cref="Read"/>; false for NULL.</summary>
    public abstract bool TryGet(int column, out ReadOnlySpan<byte> utf8);

    /// <summary>What is wrong with the current row as the file has it; null for nearly every row. Such a row is rejected, not its file.</summary>
    public virtual string? Problem => null;

    /// <summary>Opens a file of a format whose rows are text. Its header has been checked.</summary>
    public static TextRows Open(LandingFile file) => file.Format switch
    {
        Model.Star.FileFormat.Csv => CsvRows.Open(file),
        Model.Star.FileFormat.Ndjson => NdjsonRows.Open(file),
        _ => throw new ArgumentException($"{file.Format} is not text", nameof(file)),
    };

    internal static LandingException TooLong(string file, long line) => new(
        ExecutionRules.RowTooLong,
        string.Create(CultureInfo.InvariantCulture, $"`{file}`: the row that begins on line {line} is longer than {ByteWindow.Largest >> 20} MB"),
        "write the values that are so long elsewhere, and their place into the row");

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}
