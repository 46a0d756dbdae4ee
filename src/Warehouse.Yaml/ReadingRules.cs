using Warehouse.Model.Diagnostics;

namespace Warehouse.Yaml;

/// <summary>The problems that reading can find.</summary>
public static class ReadingRules
{
    // Files
    public static DiagnosticRule ProjectFileMissing { get; } = new("WH1001", "project-file-missing");

    public static DiagnosticRule UnreadableFile { get; } = new("WH1002", "unreadable-file");

    public static DiagnosticRule NotUtf8 { get; } = new("WH1003", "not-utf8");

    // YAML
    public static DiagnosticRule YamlSyntax { get; } = new("WH1004", "yaml-syntax");

    public static DiagnosticRule TabIndentation { get; } = new("WH1005", "tab-indentation");

    public static DiagnosticRule EmptyFile { get; } = new("WH1006", "empty-file", Severity.Warning);

    public static DiagnosticRule SeveralDocuments { get; } = new("WH1007", "several-documents");

    public static DiagnosticRule NestedTooDeep { get; } = new("WH1008", "nested-too-deep");

    public static DiagnosticRule AliasesTooLarge { get; } = new("WH1009", "aliases-too-large");

    public static DiagnosticRule UnknownAnchor { get; } = new("WH1010", "unknown-anchor");

    public static DiagnosticRule TagNotAllowed { get; } = new("WH1011", "tag-not-allowed");

    public static DiagnosticRule MergeKey { get; } = new("WH1012", "merge-key");

    public static DiagnosticRule KeyNotText { get; } = new("WH1013", "key-not-text");

    public static DiagnosticRule DuplicateKey { get; } = new("WH1014", "duplicate-key");

    // Structure
    public static DiagnosticRule DuplicateName { get; } = new("WH1015", "duplicate-name");

    public static DiagnosticRule UnknownKey { get; } = new("WH1016", "unknown-key");

    public static DiagnosticRule MissingKey { get; } = new("WH1017", "missing-key");

    public static DiagnosticRule WrongKind { get; } = new("WH1018", "wrong-kind");

    public static DiagnosticRule WrongLength { get; } = new("WH1019", "wrong-length");

    public static DiagnosticRule ConflictingKeys { get; } = new("WH1020", "conflicting-keys");

    // Values
    public static DiagnosticRule WrongScalar { get; } = new("WH1021", "wrong-scalar");

    public static DiagnosticRule NotAllowedValue { get; } = new("WH1022", "not-an-allowed-value");

    public static DiagnosticRule OutOfRange { get; } = new("WH1023", "out-of-range");

    public static DiagnosticRule UnknownType { get; } = new("WH1024", "unknown-type");

    public static DiagnosticRule AliasCycle { get; } = new("WH1025", "type-alias-cycle");

    public static DiagnosticRule AliasHidesType { get; } = new("WH1026", "type-alias-hides-type");

    public static DiagnosticRule PathOutsideProject { get; } = new("WH1027", "path-outside-project");

    public static DiagnosticRule UnknownFileFormat { get; } = new("WH1028", "unknown-file-format");

    public static DiagnosticRule LiteralSecret { get; } = new("WH1029", "literal-secret");

    public static DiagnosticRule UnknownSubstitution { get; } = new("WH1030", "unknown-substitution");

    public static DiagnosticRule MisplacedSubstitution { get; } = new("WH1031", "misplaced-substitution");

    public static DiagnosticRule UnknownLanguageVersion { get; } = new("WH1032", "unknown-language-version");

    public static DiagnosticRule WrongHoliday { get; } = new("WH1033", "wrong-holiday");

    /// <summary>What a replication tool delivers so cannot be read as rows that each say one thing.</summary>
    public static DiagnosticRule PresetUnfit { get; } = new("WH1034", "preset-unfit");

    public static DiagnosticRule WrongFilePattern { get; } = new("WH1035", "wrong-file-pattern");

    /// <summary>Every rule, in the order of the codes.</summary>
    public static IReadOnlyList<DiagnosticRule> All { get; } =
    [
        ProjectFileMissing, UnreadableFile, NotUtf8, YamlSyntax, TabIndentation, EmptyFile, SeveralDocuments, NestedTooDeep,
        AliasesTooLarge, UnknownAnchor, TagNotAllowed, MergeKey, KeyNotText, DuplicateKey, DuplicateName, UnknownKey, MissingKey,
        WrongKind, WrongLength, ConflictingKeys, WrongScalar, NotAllowedValue, OutOfRange, UnknownType, AliasCycle, AliasHidesType,
        PathOutsideProject, UnknownFileFormat, LiteralSecret, UnknownSubstitution, MisplacedSubstitution, UnknownLanguageVersion,
        WrongHoliday, PresetUnfit, WrongFilePattern,
    ];
}
