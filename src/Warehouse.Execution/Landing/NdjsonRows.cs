using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Warehouse.Execution.Landing;

/// <summary>A file with a JSON object on each line. Its columns are the keys of all objects; a key that a row lacks is NULL.</summary>
/// <remarks>A string is its text, a number is written as it stands, true and false are words, an object or array is its JSON text.</remarks>
public sealed class NdjsonRows : TextRows
{
    private readonly ByteWindow _window;
    private readonly string _file;
    private readonly Dictionary<string, int> _columns;
    private readonly bool _discovering;
    private readonly ChangeEvents? _events;
    private readonly List<(int Offset, int Length, bool Present)> _values = [];
    private byte[] _text = new byte[4096];
    private int _textLength;
    private int _next;
    private long _line;

    private NdjsonRows(LandingFile file, Dictionary<string, int> columns, bool discovering)
    {
        _window = new(file.OpenText());
        _file = file.Name;
        _events = file.Events is { } form ? new(form, file.Reads) : null;
        _columns = columns;
        _discovering = discovering;
    }

    public override ImmutableArray<string> Columns => [.. _columns.OrderBy(c => c.Value).Select(c => c.Key)];

    public static new NdjsonRows Open(LandingFile file)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var any = false;
        using (var discovery = new NdjsonRows(file, columns, discovering: true))
        {
            while (discovery.Read())
                any = true;
        }

        // A file without rows says nothing of its columns.
        foreach (var column in any ? [] : file.Reads)
            columns.Add(column, columns.Count);
        Header.Check(file, [.. columns.OrderBy(c => c.Value).Select(c => c.Key)]);
        return new(file, columns, discovering: false);
    }

    public override bool Read()
    {
        while (TryReadLine(out var offset, out var length))
        {
            _line++;
            ReadOnlySpan<byte> line = _window.Bytes.Slice(offset, length);
            if (_line == 1 && line is [0xEF, 0xBB, 0xBF, ..])
                line = line[3..];
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (_events is not null && (line = RowOf(line)).IsEmpty)
                continue;
            ReadObject(line);
            return true;
        }

        return false;
    }

    public override bool TryGet(int column, out ReadOnlySpan<byte> utf8)
    {
        var (offset, length, present) = _values[column];
        utf8 = present ? _text.AsSpan(offset, length) : default;
        return present;
    }

    protected override void Dispose(bool disposing) => _window.Dispose();

    private bool TryReadLine(out int offset, out int length)
    {
        var searched = _next;
        while (true)
        {
            var found = _window.Bytes[searched.._window.End].IndexOf((byte)'\n');
            if (found >= 0)
            {
                (offset, length) = (_next, searched + found - _next);
                _next = searched + found + 1;
                return true;
            }

            var pending = _window.End - _next;
            if (_next == 0 && _window.IsFull)
                throw TooLong(_file, _line + 1);
            var more = _window.Fill(_next);
            _next = 0;
            searched = pending;
            if (!more)
            {
                (offset, length) = (0, pending);
                _next = pending;
                return pending > 0;
            }
        }
    }

    private ReadOnlySpan<byte> RowOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return _events!.Row(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Invalid(Words(e));
        }
        catch (FormatException e)
        {
            throw new LandingException(
                ExecutionRules.NotAChangeEvent,
                string.Create(CultureInfo.InvariantCulture, $"`{_file}`, line {_line}: {e.Message}"),
                "leave out of the file what is no change of a row: heartbeats, transactions, changes of schema; after a table was emptied, let the connector read it again");
        }
    }

    private void ReadObject(ReadOnlySpan<byte> line)
    {
        _textLength = 0;
        _values.Clear();
        for (var i = 0; i < _columns.Count; i++)
            _values.Add(default);
        try
        {
            var reader = new Utf8JsonReader(line);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Invalid("it is no JSON object");
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (!_columns.TryGetValue(name, out var column))
                    column = _discovering ? AddColumn(name) : throw Invalid($"the key `{name}` was not there when the file was first read");
                if (_values[column].Present || _values[column].Offset < 0)
                    throw Invalid($"the key `{name}` is there twice");
                _values[column] = Value(ref reader, line);
            }

            if (reader.Read())
                throw Invalid("text follows the object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw Invalid(Words(e));
        }
    }

    private int AddColumn(string name)
    {
        _columns.Add(name, _columns.Count);
        _values.Add(default);
        return _columns.Count - 1;
    }

    /// <summary>A NULL has an offset below 0, so that a key that is given twice is noticed.</summary>
    private (int Offset, int Length, bool Present) Value(ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return (-1, 0, false);
            case JsonTokenType.String:
                var most = reader.ValueSpan.Length;
                Reserve(most);
                var written = reader.CopyString(_text.AsSpan(_textLength));
                return reader.ValueIsEscaped && _text.AsSpan(_textLength, written).Contains((byte)0) ? throw Invalid("a NUL character (`\\u0000`) is no text") : Keep(written);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var begin = (int)reader.TokenStartIndex;
                reader.Skip();
                return Copy(line[begin..(int)reader.BytesConsumed]);
            default:
                return Copy(reader.ValueSpan);
        }
    }

    private (int Offset, int Length, bool Present) Copy(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_text.AsSpan(_textLength));
        return Keep(bytes.Length);
    }

    private (int Offset, int Length, bool Present) Keep(int length)
    {
        _textLength += length;
        return (_textLength - length, length, true);
    }

    private void Reserve(int bytes)
    {
        if (_text.Length - _textLength < bytes)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _textLength + bytes));
    }

    /// <summary>Without the line, which of one line is always the first.</summary>
    private static string Words(Exception error)
    {
        var line = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return line < 0 || error is not JsonException json
            ? error.Message
            : string.Create(CultureInfo.InvariantCulture, $"byte {json.BytePositionInLine}: {error.Message[..line].TrimEnd('.', ' ')}");
    }

    private LandingException Invalid(string what) =>
        new(ExecutionRules.InvalidJson, string.Create(CultureInfo.InvariantCulture, $"`{_file}`, line {_line}: {what}"), "write one JSON object a line");
}
