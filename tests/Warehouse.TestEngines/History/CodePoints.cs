using System.Text;

namespace Warehouse.TestEngines.History;

/// <summary>The order of texts by code point, in which a character beyond U+FFFF comes last although its UTF-16 units do not.</summary>
public static class CodePoints
{
    public static int Compare(string left, string right) => Encoding.UTF8.GetBytes(left).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(right));
}
