using System.Text;
using Warehouse.ExecutionTests.Execution.Landing;

namespace Warehouse.ExecutionTests.Acceptance.Hostile;

/// <summary>Files that are broken as files: nothing of them may be loaded, or all that they say.</summary>
internal static class HostileFiles
{
    private const string Good = "id,v\n1,Anchor\n2,Bell\n";

    public static IEnumerable<HostileCase> All =>
    [
        // Nothing, or too little.
        HostileCase.Csv("an_empty_file", ""),
        HostileCase.Csv("a_header_only", "id,v\n"),
        HostileCase.Csv("blank_lines_only", "\n\n\n"),
        HostileCase.Ndjson("an_empty_ndjson", ""),
        HostileCase.Csv("no_final_newline", "id,v\n1,Anchor\n2,Bell"),
        HostileCase.Csv("a_last_row_that_is_cut_off", "id,v\n1,Anchor\n2"),

        // Bytes that are no text.
        HostileCase.Csv("a_nul_byte", "id,v\n1,An\0chor\n"),
        Bytes("not_utf8", [.. "id,v\n1,Anch"u8, 0xFF, .. "r\n"u8]),
        Bytes("mixed_encodings", [.. "id,v\n1,žluť\n2,"u8, 0xE9, 0x74, 0xE9, .. "\n"u8]),
        Bytes("a_character_cut_off", [.. "id,v\n1,caf"u8, 0xC3]),
        Bytes("an_overlong_slash", [.. "id,v\n1,"u8, 0xC0, 0xAF, .. "\n"u8]),
        Bytes("a_surrogate_in_utf8", [.. "id,v\n1,"u8, 0xED, 0xA0, 0x80, .. "\n"u8]),
        HostileCase.Csv("a_byte_order_mark", "\uFEFF" + Good),
        HostileCase.Ndjson("a_byte_order_mark_before_json", "\uFEFF{\"id\":1,\"v\":\"Anchor\"}\n"),
        Bytes("utf16_with_its_mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]),
        Bytes("utf16_that_is_declared", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]) with { Source = "csv: {encoding: utf-16}" },
        Bytes("utf16_without_its_mark", Encoding.Unicode.GetBytes(Good)),
        Bytes("windows_1252_that_is_declared", [.. "id,v\n1,"u8, 0x80, 0xE9, .. "\n"u8]) with { Source = "csv: {encoding: windows-1252}" },

        // Headers.
        HostileCase.Csv("a_column_twice", "id,v,id\n1,Anchor,2\n"),
        HostileCase.Csv("a_column_twice_but_for_its_case", "id,v,V\n1,Anchor,2\n"),
        HostileCase.Csv("a_column_without_a_name", "id,v,\n1,Anchor,x\n"),
        HostileCase.Csv("a_missing_column", "id,w\n1,Anchor\n"),
        HostileCase.Csv("a_column_of_another_case", "ID,v\n1,Anchor\n"),
        HostileCase.Csv("blanks_around_a_name", "id, v\n1,Anchor\n"),
        HostileCase.Csv("columns_in_another_order", "v,more,id\nAnchor,x,1\n"),
        HostileCase.Csv("a_wrong_delimiter", "id;v\n1;Anchor\n"),
        HostileCase.Csv("our_own_names", "id,v,_problem\n1,Anchor,x\n"),
        HostileCase.Csv("a_name_of_63_bytes", $"id,v,{new string('x', 63)}\n1,Anchor,x\n"),
        HostileCase.Csv("a_name_of_64_bytes", $"id,v,{new string('x', 64)}\n1,Anchor,x\n"),
        HostileCase.Csv("a_name_cut_within_a_character", $"id,v,{new string('x', 62)}é\n1,Anchor,x\n"),
        HostileCase.Csv("a_name_of_63_bytes_and_emoji", $"id,v,{string.Concat(Enumerable.Repeat("🚲", 15))}xyz\n1,Anchor,x\n"),
        HostileCase.Csv("reserved_words", "id,v,select,from,table,user,group,order\n1,Anchor,a,b,c,d,e,f\n"),
        HostileCase.Csv("sql_in_a_name", "id,v,\"a\"\"; drop table mart.dim_an_empty_file; --\"\n1,Anchor,x\n"),
        HostileCase.Csv("sql_in_a_name_that_is_read", "id,\"a\"\"; drop table x; --\",'); select pg_sleep(9); --\n1,Anchor,x\n") with
        {
            Attributes = "v: {type: string, from: \"a\\\"; drop table x; --\"}, w: {type: string, from: \"'); select pg_sleep(9); --\"}",
        },
        HostileCase.Csv("format_codes_in_a_name", "id,v,%s,{0},$1,@p,:x\n1,Anchor,a,b,c,d,e\n"),
        HostileCase.Csv("marks_that_turn_the_text_in_a_name", "id,v,\u202Eabc\u2066\n1,Anchor,x\n"),
        HostileCase.Csv("fifteen_hundred_columns", Wide(1500)),
        HostileCase.Csv("two_thousand_columns", Wide(2000)),

        // Rows.
        HostileCase.Csv("ragged_rows", "id,v\n1,Anchor\n2\n3,Bell,loud\n4,Compass\n" + HostileCase.Padding),
        HostileCase.Csv("a_quote_that_is_never_closed", "id,v\n1,\"Anchor\n2,Bell\n"),
        HostileCase.Csv("text_behind_a_quote", "id,v\n1,\"Anchor\"s\n"),
        HostileCase.Csv("a_quote_within_a_field", "id,v\n1,5\" pipe\n"),
        HostileCase.Csv("newlines_of_macintosh", "id,v\r1,Anchor\r2,Bell\r"),
        HostileCase.Csv("mixed_newlines", "id,v\r\n1,Anchor\n2,Bell\r\n3,\"two\r\nlines\"\n"),
        HostileCase.Csv("a_value_of_10_megabytes", $"id,v\n1,{new string('x', 10_000_000)}\n2,Bell\n"),
        HostileCase.Csv("a_row_longer_than_memory", $"id,v\n1,{new string('x', 34_000_000)}\n2,Bell\n"),

        // JSON.
        HostileCase.Ndjson("a_line_that_is_no_json", "{\"id\":1,\"v\":\"Anchor\"}\nhello\n"),
        HostileCase.Ndjson("a_json_array", "[{\"id\":1,\"v\":\"Anchor\"}]\n"),
        HostileCase.Ndjson("a_trailing_comma", "{\"id\":1,\"v\":\"Anchor\",}\n"),
        HostileCase.Ndjson("a_key_twice", "{\"id\":1,\"v\":\"Anchor\",\"v\":\"Bell\"}\n"),
        HostileCase.Ndjson("a_cut_off_object", "{\"id\":1,\"v\":\"Anchor\"}\n{\"id\":2,\"v\":\"Be"),
        HostileCase.Ndjson("a_lone_surrogate", "{\"id\":1,\"v\":\"a\\ud800b\"}\n"),
        HostileCase.Ndjson("a_nul_in_an_escape", "{\"id\":1,\"v\":\"a\\u0000b\"}\n"),
        HostileCase.Ndjson("a_nul_deep_within_json", "{\"id\":1,\"v\":{\"a\":\"b\\u0000c\"}}\n") with { Type = "json" },
        HostileCase.Ndjson("a_nul_in_a_key", "{\"id\":1,\"v\":\"a\",\"a\\u0000b\":1}\n"),
        HostileCase.Ndjson("deeply_nested", "{\"id\":1,\"v\":" + new string('[', 100) + new string(']', 100) + "}\n"),
        HostileCase.Ndjson("nested_within_limits", "{\"id\":1,\"v\":" + new string('[', 50) + new string(']', 50) + "}\n"),
        HostileCase.Ndjson("numbers_as_they_stand", "{\"id\":1,\"v\":1.50}\n{\"id\":2,\"v\":1E400}\n{\"id\":3,\"v\":-0}\n{\"id\":4,\"v\":true}\n{\"id\":5,\"v\":{\"a\":[1, 2]}}\n"),
        HostileCase.Ndjson("nan_is_no_json", "{\"id\":1,\"v\":NaN}\n"),
        HostileCase.Ndjson("a_comment_in_json", "{\"id\":1,/* x */\"v\":\"a\"}\n"),

        // Packed.
        Bytes("a_gzip_file_of_no_bytes", []) with { File = "a.csv.gz" },
        Bytes("a_gzip_file_that_is_cut_off", PackedLandingTests.Pack("gz", Good)[..^9]) with { File = "a.csv.gz" },
        Bytes("a_zstd_file_that_is_cut_off", PackedLandingTests.Pack("zst", Good)[..^3]) with { File = "a.csv.zst" },
        HostileCase.Csv("a_gzip_file_that_is_none", Good) with { File = "a.csv.gz" },
        Bytes("a_text_that_is_packed", PackedLandingTests.Pack("gz", Good)),
        Bytes("a_packed_file_of_other_text", PackedLandingTests.Pack("gz", "id,v\n1,\u00ff\n", Encoding.Latin1)) with { File = "a.csv.gz" },
        Bytes("a_bomb", PackedLandingTests.Pack("gz", "id,v\n1," + new string('0', 100_000_000))) with { File = "a.csv.gz" },

        // Parquet.
        HostileCase.Csv("a_parquet_file_that_is_none", Good) with { File = "a.parquet" },
        Bytes("an_empty_parquet_file", []) with { File = "a.parquet" },
        Bytes("a_parquet_file_that_is_cut_off", ParquetFile.Of("SELECT range AS id, 'x' AS v FROM range(1000)")[..2000]) with { File = "a.parquet" },
        Bytes("a_parquet_file_without_its_end", ParquetFile.Of("SELECT '1' AS id, 'x' AS v")[..^4]) with { File = "a.parquet" },
        Bytes("a_parquet_column_that_is_nested", ParquetFile.Of("SELECT '1' AS id, {'a': [1]} AS v")) with { File = "a.parquet" },
        Bytes("a_parquet_column_that_has_no_text", ParquetFile.Of("SELECT '1' AS id, INTERVAL 3 DAY AS v")) with { File = "a.parquet" },
        Bytes("a_nul_in_parquet", ParquetFile.Of("SELECT '1' AS id, 'a' || chr(0) AS v")) with { File = "a.parquet" },
        Bytes("times_out_of_range_in_parquet", ParquetFile.Of("SELECT * FROM (VALUES ('1', 'infinity'::TIMESTAMP), ('2', '0044-03-15 (BC) 00:00:00'), ('3', '294246-01-01 00:00:00'), ('4', '2024-02-29 00:00:00')) AS t (id, v) UNION ALL SELECT 'pad' || range, NULL FROM range(100)"))
            with { File = "a.parquet", Type = "timestamp" },
        Bytes("not_a_number_in_parquet", ParquetFile.Of("SELECT * FROM (VALUES ('1', 'nan'::DOUBLE), ('2', 'infinity'), ('3', -0.0), ('4', 1e308)) AS t (id, v) UNION ALL SELECT 'pad' || range, NULL FROM range(100)")) with { File = "a.parquet", Type = "float" },
    ];

    private static HostileCase Bytes(string name, byte[] bytes) => new(name) { Bytes = bytes };

    private static string Wide(int columns) =>
        $"id,v{string.Concat(Enumerable.Range(0, columns - 2).Select(i => $",c{i}"))}\n1,Anchor{string.Concat(Enumerable.Range(0, columns - 2).Select(i => $",{i % 7}"))}\n";
}
