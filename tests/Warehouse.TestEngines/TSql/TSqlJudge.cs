using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Warehouse.TestEngines.TSql;

/// <summary>Microsoft's own parser of SQL Server 2022's language. It judges syntax alone: it knows no tables, columns or types.</summary>
public static class TSqlJudge
{
    /// <summary>A script of any number of statements, `GO` between batches.</summary>
    public static Verdict Parse(string sql)
    {
        using var text = new StringReader(sql);
        var script = new TSql160Parser(initialQuotedIdentifiers: true).Parse(text, out var errors);
        var calls = new ImplicitCalls();
        script?.Accept(calls);
        return new Verdict("ScriptDom", sql, [.. errors.Select(error => $"{error.Message} [at {error.Line}:{error.Column}]"), .. calls.Found]);
    }

    // `SELEC 1` parses: at the head of a batch any word is a procedure to call. Nothing that Warehouse emits means that.
    private sealed class ImplicitCalls : TSqlFragmentVisitor
    {
        public List<string> Found { get; } = [];

        public override void Visit(ExecuteStatement node)
        {
            var first = node.ScriptTokenStream[node.FirstTokenIndex];
            if (first.TokenType is not (TSqlTokenType.Exec or TSqlTokenType.Execute))
                Found.Add($"Procedure {first.Text} is called without EXECUTE. [at {first.Line}:{first.Column}]");
        }
    }
}
