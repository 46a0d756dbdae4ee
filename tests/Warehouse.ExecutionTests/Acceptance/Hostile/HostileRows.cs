namespace Warehouse.ExecutionTests.Acceptance.Hostile;

/// <summary>Values that do not convert, or only just do: each is loaded as it is or rejected, on every engine the same.</summary>
internal static class HostileRows
{
    private const string Changes = "feed: changes\n    effective_at: at";

    public static IEnumerable<HostileCase> All =>
    [
        HostileCase.Values("dates", "date", "2024-02-29", "2024-02-30", "2023-02-29", "0000-01-01", "0001-01-01", "9999-12-31", "10000-01-01", "-0044-03-15", "0044-03-15 BC", "infinity", "-infinity", "today", "now", "epoch", "20240101", "01/02/2024", "2024-1-2", "2024-01-02 00:00:00", " 2024-01-02 ", "2024-01-02x", ""),
        HostileCase.Values("timestamps", "timestamp", "2024-01-01 00:00:00", "2024-01-01T00:00:00Z", "2024-01-01 00:00:00+14", "2024-01-01 00:00:00+15", "2024-06-30 23:59:60", "2024-01-01 24:00:00", "2024-01-01 25:00:00", "0000-01-01 00:00:00", "0001-01-01 00:00:00", "0001-01-01 00:00:00+01", "9999-12-31 23:59:59.999999", "9999-12-31 23:59:59-01", "10000-01-01 00:00:00", "294277-01-01 00:00:00", "infinity", "-infinity", "2024-01-01 00:00:00.1234567", "2024-01-01 00:00:00 Europe/Oslo", "2024-01-01", "1704067200", "now", "2024-13-01 00:00:00"),
        HostileCase.Values("times", "time", "00:00:00", "23:59:59.999999", "24:00:00", "23:59:60", "12:00", "1:02:03", "-01:00:00", "12:00:00+02", "noon"),
        HostileCase.Values("integers", "integer", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "007", "+1", "-0", "1e3", "1.0", "1.5", "0x10", "0b1", "1_000", "1,000", " 1 ", "١", "", "NaN", "true"),
        HostileCase.Values("decimals", "decimal(18,2)", "9999999999999999.99", "10000000000000000.00", "-9999999999999999.99", "1.005", "1.004", "-0.005", "1e3", "1E-2", "1e400", "1e-400", "NaN", "Infinity", "-inf", ".5", "5.", "1,5", "$5", "+1.00", " 1.00 ", "--1", "99999999999999999999999999999999999999999", "1_0"),
        HostileCase.Values("floats", "float", "1.5", "1e308", "1e309", "-1e309", "1e-400", "NaN", "nan", "Infinity", "-Infinity", "inf", "-0", "0x1p3", "1_0", ".5", "5.", " 1 ", "1f", "1,5"),
        HostileCase.Values("booleans", "boolean", "true", "FALSE", "t", "f", "yes", "no", "on", "off", "1", "0", "2", "tru", "T", " true ", ""),
        HostileCase.Values("uuids", "uuid", "00000000-0000-0000-0000-00000000000a", "{00000000-0000-0000-0000-00000000000A}", "0000000000000000000000000000000a", "0000-00000000-0000-0000-00000000000a", "00000000-0000-0000-0000-00000000000g", " 00000000-0000-0000-0000-00000000000a"),
        HostileCase.Values("json_texts", "json", "{\"a\": 1}", "[1,2]", "null", "\"x\"", "{a: 1}", "{'a': 1}", "{\"a\":\"\\u0000\"}", "{\"a\":\"\\ud800\"}", "NaN", "{} {}", "01", "[1,]"),
        HostileCase.Values("strings_of_a_length", "string(3)", "abc", "abcd", "é🚲ñ", "é🚲ño", "   ", "abc ", "e\u0301e\u0301"),
        HostileCase.Values("sql_in_values", "string", "'; DROP TABLE mart.dim_dates; --", "\\'; DROP TABLE x; --", "$$; DROP TABLE x; $$", "${env.PATH}", "{{ 1 }}", "%s %n", "\\N", "\\.", "NULL", "' OR '1'='1", "/* */", "a\\", "\\x41", "E'\\x41'", ";"),
        HostileCase.Values("characters", "string", "\t", "a\u0001b\u001F", "\u007F\u0085", "\u200B\u200F\u202Eabc\u2066", "e\u0301 and é", "👩‍👩‍👧", "\uFEFFx", "\uFFFD\uFFFF", "İstanbul ß ſ", "\u0000".Replace("\0", "␀", StringComparison.Ordinal), "\u2028\u2029", "a\rb", " a "),
        HostileCase.Csv("keys_that_are_alike", "id,v\na,1\nA,2\n a,3\na ,4\ne\u0301,5\né,6\n\"\",7\n,8\n") ,
        HostileCase.Csv("keys_that_differ_only_as_texts", "id,v\n1,a\n01,a\n+1,a\n1.0,a\n2,b\n") with { Key = "id: integer" },
        HostileCase.Csv("a_key_twice_with_different_rows", "id,v\n1,a\n1,b\n2,c\n2,c\n" + HostileCase.Padding),
        HostileCase.Csv("changes_at_impossible_times", "id,v,at\n1,a,infinity\n2,b,-infinity\n3,c,0000-01-01\n4,d,\n5,e,2024-02-30\n6,f,9999-12-31T23:59:59.999999\n7,g,10000-01-01\n8,h,0001-01-01\n9,i,2024-01-01\n" + HostileCase.Padding.Replace(",", ",,2024-01-01", StringComparison.Ordinal)) with
        {
            Feed = Changes, Attributes = "v: {type: string, scd: 2}",
        },
        HostileCase.Rows("changes_of_a_table_at_impossible_times", "string", "id varchar, v varchar, \"at\" timestamp DEFAULT '2024-01-01'",
            "('1', 'a', 'infinity'), ('2', 'b', '-infinity'), ('3', 'c', '0044-03-15 (BC) 00:00:00'), ('4', 'd', NULL), ('5', 'e', '9999-12-31 23:59:59.999999'), ('6', 'f', '10000-01-01'), ('7', 'g', '0001-01-01'), ('8', 'h', '2024-01-01')",
            "('1', 'a', 'infinity'), ('2', 'b', '-infinity'), ('3', 'c', '0044-03-15 00:00:00 BC'), ('4', 'd', NULL), ('5', 'e', '9999-12-31 23:59:59.999999'), ('6', 'f', '10000-01-01'), ('7', 'g', '0001-01-01'), ('8', 'h', '2024-01-01')") with
        {
            Feed = Changes, Attributes = "v: {type: string, scd: 2}",
        },


        HostileCase.Rows("infinite_timestamps_of_a_table", "timestamp", "id varchar, v timestamp",
            "('1', 'infinity'), ('2', '-infinity'), ('3', '2024-01-01')", "('1', 'infinity'), ('2', '-infinity'), ('3', '2024-01-01')"),
        HostileCase.Rows("dates_of_a_table", "date", "id varchar, v date",
            "('1', 'infinity'), ('2', '0044-03-15 (BC)'), ('3', '10000-01-01'), ('4', '2024-02-29'), ('5', NULL)", "('1', 'infinity'), ('2', '0044-03-15 BC'), ('3', '10000-01-01'), ('4', '2024-02-29'), ('5', NULL)"),
        HostileCase.Rows("timestamps_before_christ_of_a_table", "timestamp", "id varchar, v timestamp",
            "('1', '0044-03-15 (BC) 00:00:00'), ('2', '0001-01-01 00:00:00'), ('3', '9999-12-31 23:59:59.999999'), ('4', '10000-01-01 00:00:00')",
            "('1', '0044-03-15 00:00:00 BC'), ('2', '0001-01-01 00:00:00'), ('3', '9999-12-31 23:59:59.999999'), ('4', '10000-01-01 00:00:00')"),
        HostileCase.Rows("numbers_of_a_table_that_overflow", "decimal(5,2)", "id varchar, v decimal(38,10)",
            "('1', 999.99), ('2', 1000), ('3', 1.005), ('4', -999.995), ('5', 12345678901234567890)", "('1', 999.99), ('2', 1000), ('3', 1.005), ('4', -999.995), ('5', 12345678901234567890)"),
        HostileCase.Rows("floats_of_a_table", "float", "id varchar, v double precision",
            "('1', 'nan'), ('2', 'infinity'), ('3', '-infinity'), ('4', -0.0), ('5', 1e308)", "('1', 'nan'), ('2', 'infinity'), ('3', '-infinity'), ('4', -0.0), ('5', 1e308)"),
        HostileCase.Rows("floats_of_a_table_as_integers", "integer", "id varchar, v double precision",
            "('1', 'nan'), ('2', 'infinity'), ('3', 1e19), ('4', 1.5), ('5', 2.0)", "('1', 'nan'), ('2', 'infinity'), ('3', 1e19), ('4', 1.5), ('5', 2.0)"),
        HostileCase.Rows("floats_of_a_table_as_decimals", "decimal(9,2)", "id varchar, v double precision",
            "('1', 'nan'), ('2', 'infinity'), ('3', 1e19), ('4', 1.125), ('5', 0.1)", "('1', 'nan'), ('2', 'infinity'), ('3', 1e19), ('4', 1.125), ('5', 0.1)"),
        HostileCase.Rows("strings_of_a_table", "string(5)", "id varchar, v varchar",
            "('1', 'a' || chr(1) || 'b'), ('2', chr(27) || '[31m'), ('3', '''; DROP TABLE x; --'), ('4', ''), ('5', NULL)", "('1', 'a' || chr(1) || 'b'), ('2', chr(27) || '[31m'), ('3', '''; DROP TABLE x; --'), ('4', ''), ('5', NULL)"),
        HostileCase.Rows("strings_of_a_table_as_dates", "date", "id varchar, v varchar",
            "('1', '2024-02-30'), ('2', '2024-02-29'), ('3', 'infinity'), ('4', '0000-00-00')", "('1', '2024-02-30'), ('2', '2024-02-29'), ('3', 'infinity'), ('4', '0000-00-00')"),
        HostileCase.Rows("strings_of_a_table_as_booleans", "boolean", "id varchar, v varchar",
            "('1', 'true'), ('2', 'tru'), ('3', '1'), ('4', 'y')", "('1', 'true'), ('2', 'tru'), ('3', '1'), ('4', 'y')"),
    ];
}
