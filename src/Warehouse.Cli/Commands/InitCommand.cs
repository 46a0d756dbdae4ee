using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using System.Text.Json.Nodes;
using Warehouse.Cli.Hosting;
using Warehouse.Cli.Rendering;
using Warehouse.Cli.Projects;
using Warehouse.Model.Diagnostics;
using Warehouse.Publishing.Scaffolds;
using Warehouse.Yaml.Schema;

namespace Warehouse.Cli.Commands;

/// <summary>`init`: a new project that runs at once.</summary>
internal static class InitCommand
{
    private const string IgnoreFile = ".gitignore";

    public static CliCommand Create()
    {
        var folder = new Argument<string?>("dir") { HelpName = "DIR", Description = "Its folder, made where it is missing (default: here).", Arity = ArgumentArity.ZeroOrOne };
        var sample = new Option<bool>("--sample") { Description = "The retail sample: five dimensions, two facts, six days of data." };
        return new CliCommand("init", "A new project that runs at once.", "init shop\nrun --project shop")
        {
            Arguments = { folder },
            Options = { sample },
            Handler = (context, parsed, _) => Task.FromResult(Run(context, parsed.GetValue(folder), parsed.GetValue(sample))),
        };
    }

    private static int Run(CommandContext context, string? dir, bool sample)
    {
        var folder = Path.GetFullPath(dir ?? context.Project ?? ".", context.Host.Folder);
        var files = sample ? Scaffold.Sample(JsonSchemaWriter.Write()) : Scaffold.Starter(NameOf(folder), JsonSchemaWriter.Write());
        var inTheWay = files.Where(f => f.Path != IgnoreFile && Path.Exists(Path.Combine(folder, f.Path))).Select(f => f.Path).Append(OtherProject(folder)).OfType<string>().Distinct().ToImmutableArray();
        if (!inTheWay.IsEmpty)
        {
            throw new CommandException(ExitCode.Refused, CliRules.FileInTheWay.At(
                SourceSpan.None, $"the folder already has {string.Join(", ", inTheWay.Take(5).Select(f => $"`{f}`"))}; nothing was written", "name a new folder: `warehouse init DIR`"));
        }

        foreach (var file in files)
        {
            var path = Path.Combine(folder, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (file.Path == IgnoreFile && File.Exists(path))
                AppendTo(path, [.. file.Content]);
            else
                File.WriteAllBytes(path, [.. file.Content]);
        }

        Show(context, folder, files, sample);
        return ExitCode.Done;
    }

    // A folder under version control has one already, and it is the user's.
    private static void AppendTo(string path, byte[] content)
    {
        var (there, added) = (File.ReadAllText(path), Encoding.UTF8.GetString(content));
        if (!there.Split('\n').Select(l => l.Trim()).Contains(added.Trim()))
            File.AppendAllText(path, there.Length == 0 || there.EndsWith('\n') ? added : $"\n{added}");
    }

    private static void Show(CommandContext context, string folder, ImmutableArray<ScaffoldFile> files, bool sample)
    {
        var shown = Path.GetRelativePath(context.Host.Folder, folder).Replace('\\', '/');
        if (context.Json)
        {
            context.WriteJson(new JsonObject { ["folder"] = shown, ["files"] = new JsonArray([.. files.Select(f => JsonValue.Create(f.Path))]) });
            return;
        }

        context.Host.Out.WriteLine($"{Counted.Of(files.Length, "file")} in {shown}");
        var project = shown == "." ? "" : $" --project {shown}";
        context.Say($"load it:       warehouse run{project}\nlook at it:    warehouse query{project} \"select * from mart.dim_{(sample ? "customer" : "product")}\"\ntest it:       warehouse test{project}");
    }

    /// <summary>The nearest project here or below: its model files would become part of the new one.</summary>
    private static string? OtherProject(string folder) => !Directory.Exists(folder) ? null : Directory
        .EnumerateFiles(folder, ProjectFolder.ProjectFile, new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true })
        .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
        .OrderBy(f => f.Count(c => c == '/'))
        .ThenBy(f => f, StringComparer.Ordinal)
        .FirstOrDefault();

    // A project's name is a name of the model: lower-case letters, digits and underscores.
    private static string NameOf(string folder)
    {
        var name = string.Concat(Path.GetFileName(folder.TrimEnd('/', '\\')).ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? "shop" : name;
    }
}
