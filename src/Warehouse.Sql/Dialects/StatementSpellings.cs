using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Sql.Dialects;

/// <summary>How a dialect spells each statement; the standard's way where nothing is said.</summary>
public sealed record StatementSpellings
{
    internal Func<CreateSchema, SqlText, Doc> CreateSchema { get; init; } = StandardStatements.CreateSchema;

    internal Func<CreateTable, SqlText, Doc> CreateTable { get; init; } = StandardStatements.CreateTable;

    internal Func<CreateTableAs, SqlText, Doc> CreateTableAs { get; init; } =
        (statement, sql) => StandardStatements.CreateTableAs("CREATE TABLE", statement, sql);

    internal Func<CreateView, SqlText, Doc> CreateView { get; init; } = StandardStatements.CreateView;

    internal Func<CreateIndex, SqlText, Doc> CreateIndex { get; init; } = StandardStatements.CreateIndex;

    internal Func<DropTable, SqlText, Doc> DropTable { get; init; } = StandardStatements.DropTable;

    internal Func<Insert, SqlText, Doc> Insert { get; init; } = StandardStatements.Insert;

    internal Func<Update, SqlText, Doc> Update { get; init; } = StandardStatements.Update;

    internal Func<Delete, SqlText, Doc> Delete { get; init; } = StandardStatements.Delete;

    internal string Begin { get; init; } = "BEGIN TRANSACTION";

    internal string Commit { get; init; } = "COMMIT";

    internal Func<Assert, SqlText, Doc> Assert { get; init; } = (_, sql) =>
        throw new UnsupportedException(sql.Dialect.Name, "an assertion", "check the warehouse with `warehouse test`");

    internal Func<Describe, SqlText, Doc> Describe { get; init; } = StandardStatements.CommentOn;

    internal Doc Write(Statement statement, SqlText sql) => statement switch
    {
        CreateSchema s => CreateSchema(s, sql),
        CreateTable s => CreateTable(s, sql),
        CreateTableAs s => CreateTableAs(s, sql),
        CreateView s => CreateView(s, sql),
        CreateIndex s => CreateIndex(s, sql),
        DropTable s => DropTable(s, sql),
        DropView s => StandardStatements.DropView(s, sql),
        Insert s => Insert(s, sql),
        Update s => Update(s, sql),
        Delete s => Delete(s, sql),
        BeginTransaction => Doc.Join(Doc.Concat(Doc.Text(";"), Doc.HardLine), sql.Dialect.TransactionSettings.Prepend(Begin).Select(Doc.Text)),
        CommitTransaction => Doc.Text(Commit),
        Assert s => Assert(s, sql),
        Report s => sql.Query(s.Query),
        Describe s => Describe(s, sql),
        CollectStatistics s => StandardStatements.Analyze(s, sql),
        _ => throw new InvalidOperationException($"no text for {statement.GetType().Name}"),
    };
}
