using System.Collections.Immutable;
using System.Globalization;
using Warehouse.Compilation.Loads;
using Warehouse.Execution.Batches;
using Warehouse.Execution.Files;
using Warehouse.Execution.Landing;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Planning.Loads;

namespace Warehouse.Execution.Runs;

/// <summary>The files of a source that a pipeline has not loaded, or not as they are now; each is a batch.</summary>
internal sealed class FileBatches(ISourceFiles files, LoadOptions options, DateTime runAt)
{
    private readonly Dictionary<string, (FileDigest? Digest, Diagnostic? Problem)> _digests = new(StringComparer.Ordinal);

    /// <summary>The times of files whose rows say them: a file is read for it once, however many pipelines load it.</summary>
    private readonly Dictionary<(string Source, string File), (DateTime? Time, Diagnostic? Problem)> _times = [];

    public IEnumerable<PendingBatch> Of(PipelineLoad load, int position, SourceRead read, SourceOrigin.Files origin, TargetState state, CancellationToken cancellationToken)
    {
        var source = read.Source;
        var (found, unreadable) = Find(origin.Path);
        if (unreadable is not null)
            yield return Refused(load, position, source, null, null, unreadable);
        else if (found.Count == 0 && !state.HasFilesOf(load.Pipeline, source.Name.Text))
        {
            yield return Refused(load, position, source, null, null, ExecutionRules.SourceMissing.At(
                origin.Path.Span, $"no file matches `{origin.Path}`, where `{source.Name}` has its rows", "put the files there, or mend the path: it begins at the project's folder"));
        }

        var pending = new List<PendingBatch>();
        foreach (var file in found)
        {
            var (digest, problem) = Digest(file, source, origin, cancellationToken);
            var before = state.HashOf(load.Pipeline, source.Name.Text, file.Name);
            if (options.Range is null && digest is not null && before == digest.Hash)
                continue;
            var batch = digest is null
                ? Refused(load, position, source, Landing(read, origin, file, null), TimeOrNull(origin, file), problem!)
                : Batch(load, position, read, origin, file, digest, isChanged: before is not null && before != digest.Hash, state, cancellationToken);
            if (options.Range is not { } range || (batch.OwnTime is { } time && range.Contains(time)))
                pending.Add(batch);
        }

        foreach (var batch in InOrder(pending, source, state.LastTimeOf(load.Pipeline, source.Name.Text)))
            yield return batch;
    }

    /// <summary>By name: what is at hand first does not depend on the disk.</summary>
    private (List<SourceFile> Files, Diagnostic? Unreadable) Find(Name path)
    {
        try
        {
            return ([.. files.Find(path.Text).OrderBy(f => f.Name, StringComparer.Ordinal)], null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var error = FileErrors.Unreadable(path.Text, e);
            return ([], error.Rule.At(path.Span, error.Message, error.Help));
        }
    }

    /// <summary>A file's digest, or why it cannot be read to its end.</summary>
    private (FileDigest? Digest, Diagnostic? Problem) Digest(SourceFile file, Source source, SourceOrigin.Files origin, CancellationToken cancellationToken)
    {
        if (_digests.TryGetValue(file.FullPath, out var known))
            return known;
        try
        {
            var state = file.State?.Invoke();
            using var stream = FileErrors.Open(file.Name, file.Open);
            var isUtf8 = origin.Format == FileFormat.Ndjson || (origin.Format == FileFormat.Csv && TextEncoding.IsUtf8(source.Csv.Encoding));
            return _digests[file.FullPath] = (FileDigest.Of(stream, file.Name, isUtf8, cancellationToken) with { State = state }, null);
        }
        catch (LandingException e)
        {
            return _digests[file.FullPath] = (null, e.Rule.At(origin.Path.Span, e.Message, e.Help));
        }
    }

    private static LandingFile Landing(SourceRead read, SourceOrigin.Files origin, SourceFile file, string? state) =>
        new(file.Name, file.FullPath, file.Open, origin.Format, read.Source.Csv, Needed(read))
        {
            NamesWithoutHeader = [.. read.Source.Columns.Select(c => c.Name.Text)],
            Preset = [.. read.Source.Delivery.Readings.Select(r => r.Column)],
            Events = read.Source.Delivery.Events,
            State = file.State,
            FirstState = state,
        };

    private PendingBatch Batch(
        PipelineLoad load, int position, SourceRead read, SourceOrigin.Files origin, SourceFile file, FileDigest digest, bool isChanged, TargetState state, CancellationToken cancellationToken)
    {
        var source = read.Source;
        var landing = Landing(read, origin, file, digest.State);
        if (digest.TextError is { } error)
        {
            return Refused(load, position, source, landing, TimeOrNull(origin, file), ExecutionRules.InvalidText.At(
                origin.Path.Span, $"`{file.Name}` is not UTF-8: {error}", "write the file in UTF-8, or set `csv: {encoding: …}` to what it is written in"));
        }

        var (time, problem) = OwnTime(source, origin, landing, cancellationToken);
        if (problem is not null)
            return Refused(load, position, source, landing, time, problem);
        if (isChanged && !options.Reload)
        {
            return Refused(load, position, source, landing, time, ExecutionRules.FileChanged.At(
                origin.Path.Span, $"`{file.Name}` was loaded by `{load.Pipeline}` and has changed since", "put the new rows into a file of their own, or give `--reload` to load this one again"));
        }

        return new(load, position)
        {
            BatchId = Id(load, source, file, digest, state),
            Mode = Mode,
            Source = source.Name.Text,
            OwnTime = time,
            BatchAt = time ?? runAt,
            File = landing,
            FileHash = digest.Hash,
        };
    }

    private string Mode => options.Refresh is not null ? BatchMode.FullRefresh : options.Range is null ? BatchMode.Incremental : BatchMode.Backfill;

    /// <summary>The same file is the same batch; a backfill that is to be done again is named for the one before it.</summary>
    private Guid Id(PipelineLoad load, Source source, SourceFile file, FileDigest digest, TargetState state)
    {
        var id = Of(source.Name.Text);
        while (options.Reload && state.HasBackfill(id))
            id = Of($"{source.Name} after {id}");
        return id;

        Guid Of(string from) => BatchIdentity.OfFile(load.Pipeline, ModelHash.Of(load), from, file.Name, digest.Hash, Mode + options.Refresh);
    }

    /// <summary>What the model reads, and what `columns` promises besides.</summary>
    private static ImmutableArray<string> Needed(SourceRead read) =>
        [.. read.Columns.Select(c => c.Name).Concat(read.Source.Columns.Select(c => c.Name.Text)).Distinct(StringComparer.Ordinal)];

    private (DateTime? Time, Diagnostic? Problem) OwnTime(Source source, SourceOrigin.Files origin, LandingFile file, CancellationToken cancellationToken)
    {
        switch (origin.BatchTime)
        {
            case BatchTime.FromName n:
                return FileTimes.FromName(file.Name, n.Format) is { } named
                    ? (named, null)
                    : (null, ExecutionRules.NoBatchTime.At(n.Span, $"`{file.Name}` bears no time of the form `{n.Format}`", "rename the file, or mend `batch_time`"));
            case BatchTime.FromColumn c:
                if (!_times.TryGetValue((source.Name.Text, file.FullPath), out var known))
                    known = _times[(source.Name.Text, file.FullPath)] = FromColumn(c.Column, file, cancellationToken);
                return known;
            default:
                return (null, null);
        }
    }

    private static (DateTime? Time, Diagnostic? Problem) FromColumn(Name column, LandingFile file, CancellationToken cancellationToken)
    {
        try
        {
            return FileTimes.FromColumn(file, column.Text, cancellationToken) is { } latest
                ? (latest, null)
                : (null, ExecutionRules.NoBatchTime.At(column.Span, $"no row of `{file.Name}` has a time in `{column}`, so the file has no batch time", "take the file away, or take the batch time from its name"));
        }
        catch (LandingException e)
        {
            return (null, e.Rule.At(column.Span, e.Message, e.Help));
        }
    }

    private static DateTime? TimeOrNull(SourceOrigin.Files origin, SourceFile file) =>
        origin.BatchTime is BatchTime.FromName n ? FileTimes.FromName(file.Name, n.Format) : null;

    /// <summary>A snapshot says what is so now: one that is older than the last has nothing to say.</summary>
    private static IEnumerable<PendingBatch> InOrder(List<PendingBatch> batches, Source source, DateTime? last) => batches.Select(batch =>
        source.Feed == Feed.Snapshot && batch.Refusal is null && batch.BatchAt < last
            ? batch with { Refusal = OutOfOrder(source, batch.File!.Name, batch.BatchAt, last.Value) }
            : batch);

    internal static Diagnostic OutOfOrder(Source source, string what, DateTime time, DateTime last) => ExecutionRules.SnapshotOutOfOrder.At(
        source.FeedSpan.IsNone ? source.Name.Span : source.FeedSpan,
        string.Create(CultureInfo.InvariantCulture, $"`{what}` is the snapshot of {time:yyyy-MM-dd HH:mm:ss}, and that of {last:yyyy-MM-dd HH:mm:ss} is loaded"),
        "take the file away: a snapshot cannot be put in before a later one");

    private PendingBatch Refused(PipelineLoad load, int position, Source source, LandingFile? file, DateTime? time, Diagnostic refusal) => new(load, position)
    {
        Source = source.Name.Text,
        OwnTime = time,
        BatchAt = time ?? runAt,
        File = file,
        Refusal = refusal,
    };
}
