using System.Collections.Immutable;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;

namespace Warehouse.Sql.Writing;

/// <summary>Writes a tree in the words of a dialect, as a person would lay it out.</summary>
public static class SqlWriter
{
    /// <summary>
    /// The statement's text, without a terminator at its end; where the dialect needs several statements for it they stand in one text,
    /// which an engine takes in one go, and where it has no such thing at all (an index on BigQuery) the text is empty.
    /// </summary>
    /// <exception cref="UnsupportedException">The dialect cannot say it.</exception>
    public static string Write(Statement statement, Dialect dialect, ParameterStyle style) =>
        string.Join(";\n", WriteEach(statement, dialect, style));

    /// <summary>The texts of the statements that the dialect needs for this one, in order; for most statements there is one.</summary>
    /// <exception cref="UnsupportedException">The dialect cannot say it.</exception>
    public static ImmutableArray<string> WriteEach(Statement statement, Dialect dialect, ParameterStyle style)
    {
        var sql = new SqlText(dialect, style);
        return [.. Lower(statement, dialect).Select(lowered => Printer.Print(sql.Statement(lowered)))];
    }

    /// <summary>The query's text, without a terminator.</summary>
    /// <exception cref="UnsupportedException">The dialect cannot say it.</exception>
    public static string Write(Query query, Dialect dialect, ParameterStyle style) => Write(new Report(query), dialect, style);

    /// <summary>A name as it stands in the dialect's SQL: quoted where it must be.</summary>
    /// <exception cref="UnsupportedException">The dialect has no such name.</exception>
    public static string Write(TableName name, Dialect dialect) => Names.Table(name, dialect);

    private static ImmutableArray<Statement> Lower(Statement statement, Dialect dialect)
    {
        ImmutableArray<Statement> statements = [statement];
        foreach (var lowering in dialect.Lowerings)
        {
            statements = [.. statements.SelectMany(s => lowering.Apply(s, dialect))];
        }

        return statements;
    }
}
