using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Warehouse.Execution.Landing;

/// <summary>A delimited text file; a row that has not the fields of its header has a problem.</summary>
public sealed class CsvRows : TextRows
{
    private readonly CsvRecords _records;
    private readonly LandingFile _file;
    private readonly byte[] _null;
    private bool _first;
    private string? _problem;
    private bool _hasProblems;

    private CsvRows(CsvRecords records, LandingFile file, ImmutableArray<string> columns, bool first)
    {
        _records = records;
        _file = file;
        _null = Encoding.UTF8.GetBytes(file.Csv.Null);
        _first = first;
        Columns = columns;
    }

    public override ImmutableArray<string> Columns { get; }

    /// <summary>How many rows have been read.</summary>
    public long Rows { get; private set; }

    /// <summary>The file is UTF-8, and nothing in it up to here is written in a way that other readers take otherwise.</summary>
    public bool IsPlain => !_hasProblems && _records.IsPlain && TextEncoding.IsUtf8(_file.Csv.Encoding);

    /// <summary>The longest row up to here, in bytes.</summary>
    public int LongestRow => _records.LongestRecord;

    public static new CsvRows Open(LandingFile file)
    {
        var stream = TextEncoding.OpenAsUtf8(file);
        try
        {
            var records = new CsvRecords(stream, file.Csv, file.Name);
            if (!records.Read(skipBlank: true))
                return file.Csv.Header ? throw Header.Empty(file) : new(records, file, Header.Check(file, file.NamesWithoutHeader), first: false);
            if (!file.Csv.Header)
                return new(records, file, Header.Check(file, file.NamesWithoutHeader), first: true);
            var names = new string[records.Count];
            for (var i = 0; i < names.Length; i++)
                names[i] = Encoding.UTF8.GetString(records[i]);
            return new(records, file, Header.Check(file, [.. names]), first: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override string? Problem => _problem;

    public override bool Read()
    {
        if (!_first && !_records.Read(skipBlank: Columns.Length > 1))
            return false;
        _first = false;
        _problem = _records.Count == Columns.Length ? null : Ragged();
        _hasProblems |= _problem is not null;
        Rows++;
        return true;
    }

    public override bool TryGet(int column, out ReadOnlySpan<byte> utf8)
    {
        if (column >= _records.Count)
        {
            utf8 = default;
            return false;
        }

        utf8 = _records[column];
        return _records.IsQuoted(column) || !utf8.SequenceEqual(_null);
    }

    protected override void Dispose(bool disposing) => _records.Dispose();

    /// <summary>What a reject says of the row, with all its fields: those beyond the columns have no other place.</summary>
    private string Ragged()
    {
        var fields = new string[_records.Count];
        for (var i = 0; i < fields.Length; i++)
            fields[i] = Encoding.UTF8.GetString(_records[i]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {_records.Line} has {fields.Length} {(fields.Length == 1 ? "field" : "fields")}, and there are {Columns.Length} columns: {string.Join(_file.Csv.Delimiter, fields)}");
    }
}
