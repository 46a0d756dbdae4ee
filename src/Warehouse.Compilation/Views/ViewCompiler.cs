using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Warehouse.Compilation.Loads;
using Warehouse.Planning.Views;
using Warehouse.Sql.Dialects;
using Warehouse.Sql.Tree;
using Warehouse.Sql.Writing;

namespace Warehouse.Compilation.Views;

/// <summary>A view as a statement: what it means, written once for every engine.</summary>
public static class ViewCompiler
{
    /// <summary>Every column is named: a column that a table gets later is not in the view until the model says so.</summary>
    public static CreateView Compile(ViewDesign view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(new(view.Name.Schema, view.Name.Name), Query(view), view.Description);
    }

    /// <summary>The view, and a hash of its statements in the dialect's words, by which a target knows whether it has it.</summary>
    /// <exception cref="Warehouse.Sql.UnsupportedException">The dialect cannot say it.</exception>
    public static WantedView Wanted(ViewDesign view, Dialect dialect)
    {
        var statements = SqlWriter.WriteEach(Compile(view), dialect, ParameterStyle.Driver);
        return new(view, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', statements)))));
    }

    /// <summary>The statements that make a project's views and record them.</summary>
    /// <exception cref="Warehouse.Sql.UnsupportedException">The dialect cannot say it.</exception>
    public static ImmutableArray<LoadStep> Publication(string project, ImmutableArray<WantedView> views) => views.IsEmpty ? [] :
    [
        .. ViewRecord.Begin(project, [.. views.Select(v => v.Design.Name)]),
        .. views.Select(v => new LoadStep(v.Design.Description, Compile(v.Design))),
        ViewRecord.End(views),
    ];

    /// <summary>A view is gone, and its record with it.</summary>
    public static ImmutableArray<LoadStep> Removal(ObjectName view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return [new($"Drop {view}", new DropView(new(view.Schema, view.Name))), ViewRecord.Forget(view)];
    }

    private static Select Query(ViewDesign view) => view switch
    {
        RoleView role => RoleViewQuery.Of(role),
        CurrentView current => CurrentViewQuery.Of(current),
        ProfiledView profiled => ProfiledViewQuery.Of(profiled),
        RelativeCalendarView calendar => RelativeCalendarQuery.Of(calendar),
        BridgedView bridged => BridgedViewQuery.Of(bridged),
        SemiAdditiveView measures => SemiAdditiveViewQuery.Of(measures),
        DrillAcrossView across => DrillAcrossViewQuery.Of(across),
        CoverageView coverage => CoverageViewQuery.Of(coverage),
        _ => throw new UnreachableException(view.Name.ToString()),
    };
}
