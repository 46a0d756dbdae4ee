using System.Collections.Immutable;
using Warehouse.Compilation.Loads;
using Warehouse.Model.Star;
using Warehouse.Planning.Tables;
using Warehouse.Sql.Tree;
using static Warehouse.Compilation.TreeSyntax;

namespace Warehouse.Compilation.Staging;

/// <summary>Converts, evaluates and screens a batch's rows into its staging table.</summary>
public static class StageCompiler
{
    /// <summary>The relation of typed source columns, over which a <see cref="StageColumn"/> is written.</summary>
    public const string SourceRow = "source_row";

    /// <summary>The relation of evaluated columns, over which a <see cref="Screen"/> is written.</summary>
    public const string Evaluated = "evaluated";

    private const string Screened = "screened";
    private const string Unconverted = "_unconverted";
    private const string Undelivered = "_undelivered";
    private const string Why = "_why";

    public static ImmutableArray<LoadStep> Compile(StageDesign stage, SourceShape shape) => Steps(shape.AreStaged ? Restaged.Of(stage) : stage, shape);

    private static ImmutableArray<LoadStep> Steps(StageDesign stage, SourceShape shape) =>
    [
        new($"Convert {stage.Read.Source.Name} to declared types, and screen its rows", new CreateTableAs(stage.Table, Query(stage, shape), TableLifetime.Staging)),
        RepeatScreen.Compile(stage, shape),
    ];

    private static Select Query(StageDesign stage, SourceShape shape)
    {
        var code = Col(Screened, ChangeColumns.Code);
        var rejected = IsNotNull(code);
        var screened = new Select
        {
            Items =
            [
                .. Pass(Evaluated, [ChangeColumns.Row, .. stage.Columns.Select(c => c.Name)]),
                .. Problem(Evaluated, shape),
                .. Pass(Evaluated, [.. UndeliveredOf(stage), Unconverted, ChangeColumns.Payload]),
                Code(stage, shape).As(ChangeColumns.Code),
                .. Alike(stage) is { IsEmpty: false } alike ? [new Case([.. alike.Select(a => new CaseBranch(a.Rejects, Text(a.Reason)))], null).As(Why)] : Array.Empty<SelectItem>(),
            ],
            From = new CommonTableRelation(Evaluated),
        };
        return new()
        {
            With = [new(SourceRow, TypedRows(stage, shape)), new(Evaluated, EvaluatedRows(stage, shape)), new(Screened, screened)],
            Items =
            [
                .. Pass(Screened, [ChangeColumns.Row, .. stage.Columns.Select(c => c.Name)]),
                When(rejected, Text(Outcomes.Rejected), Text(Outcomes.Accepted)).As(ChangeColumns.Outcome),
                code.As(ChangeColumns.Code),
                Reason(stage, shape, code).As(ChangeColumns.Reason),
                When(rejected, Col(Screened, ChangeColumns.Payload)).As(ChangeColumns.Payload),
            ],
            From = new CommonTableRelation(Screened),
        };
    }

    /// <summary>The columns that the model reads, typed; the first that does not convert is named beside them.</summary>
    private static Select TypedRows(StageDesign stage, SourceShape shape)
    {
        var watermark = stage.Read.Source.Watermark;
        var conversions = stage.Read.Columns
            .Select(c => (c.Name, Raw: Col(SourceShape.Alias, c.Name), Typed: Read(stage.Read.Source, shape, c.Name, c.Type)))
            .Where(c => c.Typed is TryConvert or Case)
            .Select(c => new CaseBranch(And(IsNotNull(c.Raw), IsNull(c.Typed)), Text(c.Name)))
            .ToImmutableArray();
        return new()
        {
            Items =
            [
                (shape.HasRowNumber ? Col(SourceShape.Alias, ChangeColumns.Row) : (SqlExpression)new Window(WindowFunction.RowNumber, [], new([], []))).As(ChangeColumns.Row),
                .. stage.Read.Columns.Select(c => Read(stage.Read.Source, shape, c.Name, c.Type).As(c.Name)),
                .. Problem(SourceShape.Alias, shape),
                .. UndeliveredColumn(stage, shape),
                (conversions.IsEmpty ? NullText : (SqlExpression)new Case(conversions, null)).As(Unconverted),
                new RowAsJson(SourceShape.Alias, []).As(ChangeColumns.Payload),
            ],
            From = shape.Rows,
            Where = watermark is null ? null : Arrival.IsInBatch(stage.Read.Source, shape, watermark),
        };
    }

    private static Select EvaluatedRows(StageDesign stage, SourceShape shape) => new()
    {
        Items =
        [
            Col(SourceRow, ChangeColumns.Row).As(ChangeColumns.Row),
            .. stage.Columns.Select(c => c.Value.As(c.Name)),
            .. Problem(SourceRow, shape),
            .. Pass(SourceRow, UndeliveredOf(stage)),
            Col(SourceRow, Unconverted).As(Unconverted),
            Col(SourceRow, ChangeColumns.Payload).As(ChangeColumns.Payload),
        ],
        From = new CommonTableRelation(SourceRow),
    };

    private static Case Code(StageDesign stage, SourceShape shape) => new(
        [
            .. shape.HasRowNumber ? [new(IsNotNull(Col(Evaluated, ChangeColumns.Problem)), Text("ragged-row"))] : Array.Empty<CaseBranch>(),
            .. UndeliveredOf(stage).Select(c => new CaseBranch(IsMissed(stage, Col(Evaluated, c)), Text("undelivered"))),
            new(IsNotNull(Col(Evaluated, Unconverted)), Text("unconvertible")),
            .. stage.Key.Select(k => new CaseBranch(IsNull(Col(Evaluated, k)), Text("null-key"))),
            .. stage.Screens.Select(s => new CaseBranch(s.Rejects, Text(s.Code))),
        ],
        null);

    private static Case Reason(StageDesign stage, SourceShape shape, SqlExpression code) => new(
        [
            .. shape.HasRowNumber ? [new(Eq(code, Text("ragged-row")), Col(Screened, ChangeColumns.Problem))] : Array.Empty<CaseBranch>(),
            .. UndeliveredOf(stage).Select(c => new CaseBranch(
                Eq(code, Text("undelivered")), new Binary(BinaryOperator.Concatenate, Col(Screened, c), Text($" is {stage.Read.Source.Delivery.Undelivered}: its value was not delivered")))),
            new(Eq(code, Text("unconvertible")), new Binary(BinaryOperator.Concatenate, Col(Screened, Unconverted), Text(" does not convert to its declared type"))),
            new(Eq(code, Text("null-key")), Text($"one of {string.Join(", ", stage.Key)} is NULL")),
            .. stage.Screens.GroupBy(s => s.Code).Select(g => new CaseBranch(Eq(code, Text(g.Key)), g.Count() > 1 ? Col(Screened, Why) : Text(g.Single().Reason))),
        ],
        null);

    /// <summary>Screens that share their code with another, so that it does not tell the reason.</summary>
    private static ImmutableArray<Screen> Alike(StageDesign stage) => [.. stage.Screens.GroupBy(s => s.Code).Where(g => g.Count() > 1).SelectMany(g => g)];

    internal static SqlExpression Read(Source source, SourceShape shape, string column, DataType type)
    {
        var raw = Col(SourceShape.Alias, column);
        var actual = shape.TypeOf(column, type);
        // Where it was written out on its way here, it is a time already.
        if (source.Delivery.ReadingOf(column)?.Encoding is { } encoding && actual is not (DataType.Timestamp or DataType.Date))
            return EncodedTimes.Decode(raw, actual, encoding);
        if (actual == type || (actual is DataType.Text && type is DataType.Text { MaxLength: null }))
            return ValueBounds.Within(raw, type) is { } isValue ? When(isValue, raw) : raw;
        return actual switch
        {
            DataType.Text => new TryConvert(raw, SqlTypes.Of(type)),
            DataType.Integer when type is DataType.Float => new Cast(raw, SqlTypes.Of(type)),
            DataType.Float when type is DataType.Integer => WholeNumber(raw),
            _ => new TryConvert(new Cast(raw, new SqlType.Text()), SqlTypes.Of(type)),
        };
    }

    /// <summary>As a text it would be `2` on one engine and `2.0` on another. The range comes first, alone: no engine has to convert what is beyond it.</summary>
    private static Case WholeNumber(SqlExpression raw)
    {
        var rounded = new Cast(new Call("round:float", [raw]), new SqlType.Integer());
        var inRange = And(AtLeast(raw, new Cast(Text("-9e18"), new SqlType.Float())), AtMost(raw, new Cast(Text("9e18"), new SqlType.Float())));
        return new([new(inRange, new Case([new(Eq(new Cast(rounded, new SqlType.Float()), raw), rounded)], null))], null);
    }

    /// <summary>The first column whose value is the text that stands for none, where the source has such a text.</summary>
    private static IEnumerable<SelectItem> UndeliveredColumn(StageDesign stage, SourceShape shape)
    {
        if (stage.Read.Source.Delivery.Undelivered is not { } text)
            return [];
        var found = stage.Read.Columns.Where(c => shape.TypeOf(c.Name, c.Type) is DataType.Text)
            .Select(c => new CaseBranch(Eq(Col(SourceShape.Alias, c.Name), Text(text)), Text(c.Name))).ToImmutableArray();
        return [(found.IsEmpty ? NullText : (SqlExpression)new Case(found, null)).As(Undelivered)];
    }

    /// <summary>A delete says nothing by its values.</summary>
    private static SqlExpression IsMissed(StageDesign stage, SqlExpression undelivered) => stage.Columns.Any(c => c.Name == ChangeColumns.IsDelete)
        ? And(IsNotNull(undelivered), Not(Col(Evaluated, ChangeColumns.IsDelete)))
        : IsNotNull(undelivered);

    private static string[] UndeliveredOf(StageDesign stage) => stage.Read.Source.Delivery.Undelivered is null ? [] : [Undelivered];

    private static SelectItem[] Problem(string relation, SourceShape shape) =>
        shape.HasRowNumber ? [Col(relation, ChangeColumns.Problem).As(ChangeColumns.Problem)] : [];
}
