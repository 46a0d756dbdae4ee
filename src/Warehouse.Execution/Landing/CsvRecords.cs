using System.Buffers;
using System.Text;
using Warehouse.Model.Star;

namespace Warehouse.Execution.Landing;

/// <summary>Delimited text (RFC 4180) as records of fields, read from UTF-8 without a copy of any field.</summary>
/// <remarks>
/// A record ends at LF or CRLF outside quotes. A quote is doubled inside quotes; inside a field that does not begin with one it is an ordinary
/// character, as is a CR without LF. Lines without any character are skipped where there is more than one column.
/// </remarks>
internal sealed class CsvRecords : IDisposable
{
    private readonly ByteWindow _window;
    private readonly byte _delimiter;
    private readonly byte _quote;
    private readonly SearchValues<byte> _ends;
    private readonly string _file;
    private readonly string _encoding;
    private Field[] _fields = new Field[16];
    private int _start;
    private int _next;
    private bool _ended;
    private bool? _endsWithCarriageReturn;

    /// <summary>Lines up to the end of the current record.</summary>
    private long _linesRead;

    public CsvRecords(Stream utf8, CsvFormat format, string file)
    {
        var (delimiter, quote) = (format.Delimiter, format.Quote);
        if (!char.IsAscii(delimiter) || !char.IsAscii(quote) || delimiter == quote)
            throw new LandingException(ExecutionRules.WrongDelimiter, $"`{file}`: the delimiter and the quote have to be two different ASCII characters", "set `csv.delimiter` and `csv.quote`");
        _window = new(utf8);
        (_delimiter, _quote, _file, _encoding) = ((byte)delimiter, (byte)quote, file, format.Encoding);
        _ends = SearchValues.Create([_delimiter, _quote, (byte)'\n', (byte)'\r']);
        SkipByteOrderMark();
    }

    /// <summary>How many fields the current record has.</summary>
    public int Count { get; private set; }

    /// <summary>The line on which the current record begins, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Nothing in the file so far is written in a way that other readers take otherwise.</summary>
    public bool IsPlain { get; private set; } = true;

    /// <summary>The longest record so far, in bytes.</summary>
    public int LongestRecord { get; private set; }

    public bool IsQuoted(int field) => _fields[field].Quoted;

    /// <summary>A field's value, without its quotes.</summary>
    public ReadOnlySpan<byte> this[int field] => _window.Bytes.Slice(_start + _fields[field].Offset, _fields[field].Length);

    /// <summary>Goes on to the next record.</summary>
    /// <param name="skipBlank">A line without any character is no record.</param>
    public bool Read(bool skipBlank)
    {
        while (true)
        {
            _start = _next;
            if (_start >= _window.End && !More())
                return false;
            Line = _linesRead + 1;
            Count = 0;
            ReadRecord();
            LongestRecord = Math.Max(LongestRecord, _next - _start);
            if (Count > 1 || _fields[0].Quoted || _fields[0].Length > 0)
                return true;
            IsPlain = false;
            if (!skipBlank)
                return true;
        }
    }

    public void Dispose() => _window.Dispose();

    private void ReadRecord()
    {
        var position = 0;
        while (true)
        {
            position = At(position) && _window.Bytes[_start + position] == _quote ? ReadQuoted(position + 1) : ReadUnquoted(position);
            if (!At(position))
            {
                EndRecord(position);
                return;
            }

            var end = _window.Bytes[_start + position];
            if (end == _delimiter)
            {
                position++;
                continue;
            }

            // LF, or CR with LF behind it.
            NoteEnding(end == '\r');
            EndRecord(position + (end == '\r' ? 2 : 1));
            return;
        }
    }

    private int ReadUnquoted(int begin)
    {
        var position = begin;
        while (true)
        {
            var rest = _window.Bytes[(_start + position).._window.End];
            var found = rest.IndexOfAny(_ends);
            if (found < 0)
            {
                position += rest.Length;
                if (More())
                    continue;
                return Add(begin, position - begin, quoted: false);
            }

            position += found;
            var stop = _window.Bytes[_start + position];
            if (stop == _delimiter || stop == '\n' || (stop == '\r' && IsLineEnd(position)))
                return Add(begin, position - begin, quoted: false);
            IsPlain = false;
            position++;
        }
    }

    private int ReadQuoted(int begin)
    {
        // Doubled quotes are made one as they are met: what follows is moved up.
        var (position, length) = (begin, 0);
        while (true)
        {
            var bytes = _window.Bytes;
            var rest = bytes[(_start + position).._window.End];
            var found = rest.IndexOf(_quote);
            var piece = found < 0 ? rest : rest[..found];
            _linesRead += piece.Count((byte)'\n');
            if (length != position - begin)
                piece.CopyTo(bytes[(_start + begin + length)..]);
            length += piece.Length;
            position += piece.Length;
            if (found < 0)
            {
                if (More())
                    continue;
                throw Unbalanced("a quote is opened and never closed");
            }

            if (At(position + 1) && _window.Bytes[_start + position + 1] == _quote)
            {
                _window.Bytes[_start + begin + length] = _quote;
                length++;
                position += 2;
                continue;
            }

            position++;
            if (At(position) && _window.Bytes[_start + position] is var next && next != _delimiter && next != '\n' && !(next == '\r' && IsLineEnd(position)))
                throw Unbalanced("text follows a closing quote");
            return Add(begin, length, quoted: true, position);
        }
    }

    private int Add(int offset, int length, bool quoted, int? end = null)
    {
        if (Count == _fields.Length)
            Array.Resize(ref _fields, _fields.Length * 2);
        _fields[Count++] = new(offset, length, quoted);
        return end ?? offset + length;
    }

    private void EndRecord(int length)
    {
        _linesRead++;
        _next = _start + length;
    }

    private void NoteEnding(bool carriageReturn)
    {
        IsPlain &= _endsWithCarriageReturn is null || _endsWithCarriageReturn == carriageReturn;
        _endsWithCarriageReturn = carriageReturn;
    }

    private bool IsLineEnd(int position) => At(position + 1) && _window.Bytes[_start + position + 1] == '\n';

    /// <summary>Whether there is a byte at this position of the record.</summary>
    private bool At(int position)
    {
        while (_start + position >= _window.End)
        {
            if (!More())
                return false;
        }

        return true;
    }

    private bool More()
    {
        if (_ended)
            return false;
        if (_start == 0 && _window.IsFull)
            throw TextRows.TooLong(_file, _linesRead + 1);
        try
        {
            _ended = !_window.Fill(_start);
        }
        catch (DecoderFallbackException e)
        {
            throw new LandingException(
                ExecutionRules.InvalidText, $"`{_file}` is not text in {_encoding}: {e.Message}", "set `csv.encoding` to the encoding that the file is written in");
        }

        _next -= _start;
        _start = 0;
        return !_ended;
    }

    private void SkipByteOrderMark()
    {
        if (At(2) && _window.Bytes is [0xEF, 0xBB, 0xBF, ..])
            _next = 3;
    }

    private LandingException Unbalanced(string what) => new(
        ExecutionRules.UnbalancedQuote,
        $"`{_file}`, in the row that begins on line {Line}: {what}",
        "mend the file, or set `csv.quote` to the character that it quotes with");

    private readonly record struct Field(int Offset, int Length, bool Quoted);
}
