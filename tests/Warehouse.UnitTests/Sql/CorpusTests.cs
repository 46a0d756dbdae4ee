using System.Collections;
using System.Reflection;
using Shouldly;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;
using Warehouse.TestEngines;
using Warehouse.TestEngines.TSql;
using Xunit;

namespace Warehouse.UnitTests.Sql;

/// <summary>Every node of the tree as every dialect writes it, compared whole.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Names => [.. Dialects.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_statement_is_written_as_its_golden_says(string dialect) =>
        Golden.ShouldMatch(Written(Dialects.Find(dialect)!), "tests", "Warehouse.UnitTests", "Sql", "goldens", $"{dialect}.sql");

    [Fact]
    public void The_corpus_holds_every_node_that_is_not_made_by_a_dialect_alone()
    {
        var found = new HashSet<Type>();
        foreach (var (_, statement) in Corpus.All)
        {
            Collect(statement, found);
        }

        var families = new[] { typeof(Statement), typeof(Query), typeof(Relation), typeof(SqlExpression), typeof(SqlType) };
        var nodes = typeof(Statement).Assembly.GetTypes().Where(t => !t.IsAbstract && families.Any(f => f.IsAssignableFrom(t)));
        nodes.Except(found).ShouldBe([typeof(Describe), typeof(CollectStatistics), typeof(Spelled)], ignoreOrder: true);
    }

    [Fact]
    public void The_corpus_holds_every_operator_function_join_and_lifetime()
    {
        var found = new HashSet<object>();
        foreach (var (_, statement) in Corpus.All)
        {
            CollectValues(statement, found);
        }

        var kinds = new[]
        {
            typeof(BinaryOperator), typeof(AggregateFunction), typeof(WindowFunction), typeof(WindowExtent), typeof(JoinKind), typeof(TableLifetime),
        };
        kinds.SelectMany(kind => Enum.GetValues(kind).Cast<object>()).Except(found).ShouldBeEmpty();
    }

    [Fact]
    public void The_parser_of_SQL_Server_takes_all_of_the_T_SQL()
    {
        TSqlJudge.Parse(Written(Dialects.TSql)).ShouldBeAccepted();
        foreach (var statement in Dialects.TSql.Prelude)
        {
            TSqlJudge.Parse(statement).ShouldBeAccepted();

            // What EXEC runs is a batch of its own.
            var inner = statement[(statement.IndexOf("EXEC(N'", StringComparison.Ordinal) + 7)..^2].Replace("''", "'", StringComparison.Ordinal);
            TSqlJudge.Parse(inner).ShouldBeAccepted();
        }
    }

    [Fact]
    public void No_line_ends_in_a_blank_and_no_text_ends_in_a_semicolon()
    {
        foreach (var dialect in Dialects.All)
        {
            foreach (var (purpose, statement) in Corpus.All)
            {
                foreach (var text in SqlWriter.WriteEach(statement, dialect, ParameterStyle.Driver))
                {
                    text.EndsWith(';').ShouldBeFalse($"{dialect.Name}: {purpose}");
                    text.Split('\n').ShouldAllBe(line => !line.EndsWith(' '), $"{dialect.Name}: {purpose}");
                }
            }
        }
    }

    private static string Written(Dialect dialect) => ScriptWriter.Write(
        Corpus.All.Select(s => new ScriptStatement(s.Purpose, s.Statement)), dialect);

    private static void Collect(object? node, HashSet<Type> found) => Visit(node, value => found.Add(value.GetType()));

    private static void CollectValues(object? node, HashSet<object> found) => Visit(node, value =>
    {
        if (value is Enum)
        {
            found.Add(value);
        }
    });

    private static void Visit(object? node, Action<object> see)
    {
        if (node is null or string)
        {
            return;
        }

        see(node);
        if (node is IEnumerable many)
        {
            foreach (var item in many)
            {
                Visit(item, see);
            }
        }
        else if (node.GetType().Assembly == typeof(Statement).Assembly && !node.GetType().IsEnum)
        {
            foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
            {
                Visit(property.GetValue(node), see);
            }
        }
    }
}
