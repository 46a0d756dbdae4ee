using Warehouse.TestEngines.GoogleSql.Wire;

namespace Warehouse.TestEngines.GoogleSql;

/// <summary>GoogleSQL set up as BigQuery's dialect of it.</summary>
internal static class GoogleSqlOptions
{
    private const int External = 1;
    private const int OneLine = 1;
    private const int IntervalType = 49;
    private const int AlterColumnSetDataType = 62;

    // The options that BigQuery's DDL documents for schemas, tables, views and columns.
    private static readonly (string Name, string Type)[] Known =
    [
        ("description", "STRING"), ("friendly_name", "STRING"), ("labels", "ARRAY<STRUCT<key STRING, value STRING>>"),
        ("expiration_timestamp", "TIMESTAMP"), ("partition_expiration_days", "FLOAT64"), ("require_partition_filter", "BOOL"),
        ("kms_key_name", "STRING"), ("default_rounding_mode", "STRING"), ("rounding_mode", "STRING"), ("enable_change_history", "BOOL"),
        ("max_staleness", "INTERVAL"), ("location", "STRING"), ("default_table_expiration_days", "FLOAT64"),
        ("default_partition_expiration_days", "FLOAT64"), ("storage_billing_model", "STRING"), ("max_time_travel_hours", "INT64"),
        ("is_case_insensitive", "BOOL"), ("privacy_policy", "STRING"), ("enable_refresh", "BOOL"), ("refresh_interval_minutes", "FLOAT64"),
    ];

    /// <summary>Every released feature, no restriction on the kind of statement, BigQuery's reserved words.</summary>
    public static LanguageOptionsProto Language(LanguageOptionsProto maximum)
    {
        var language = maximum.Clone();
        language.SupportedStatementKinds.Clear();
        language.ProductMode = External;
        language.EnabledLanguageFeatures.AddRange(new[] { IntervalType, AlterColumnSetDataType }.Except(language.EnabledLanguageFeatures));
        if (!language.ReservedKeywords.Contains("QUALIFY"))
            language.ReservedKeywords.Add("QUALIFY");
        return language;
    }

    public static AnalyzerOptionsProto Analyzer(LanguageOptionsProto language, IEnumerable<GoogleSqlParameter> parameters)
    {
        var allowed = new AllowedHintsAndOptionsProto { DisallowUnknownOptions = true, DisallowDuplicateOptionNames = true };
        foreach (var (name, type) in Known)
            allowed.Option.Add(new AllowedHintsAndOptionsProto.Types.OptionProto { Name = name, Type = GoogleSqlType.Parse(type) });
        var options = new AnalyzerOptionsProto
        {
            LanguageOptions = language,
            ErrorMessageMode = OneLine,
            DefaultTimezone = "UTC",
            AllowedHintsAndOptions = allowed,
        };
        foreach (var parameter in parameters)
            options.QueryParameters.Add(new AnalyzerOptionsProto.Types.QueryParameterProto { Name = parameter.Name, Type = GoogleSqlType.Parse(parameter.Type) });
        return options;
    }

    /// <summary>The pool that the service itself uses; requests without a pool fail on some types.</summary>
    public static DescriptorPoolListProto Pools()
    {
        var pools = new DescriptorPoolListProto();
        pools.Definitions.Add(new DescriptorPoolListProto.Types.Definition { Builtin = new DescriptorPoolListProto.Types.Builtin() });
        return pools;
    }
}
