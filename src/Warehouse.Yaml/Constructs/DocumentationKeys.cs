using System.Collections.Immutable;
using Warehouse.Model.Diagnostics;
using Warehouse.Model.Star;
using Warehouse.Yaml.Shapes;

namespace Warehouse.Yaml.Constructs;

/// <summary>The three keys that everything with a name may have.</summary>
internal sealed class DocumentationKeys(KeyTable keys)
{
    private readonly Key<string> description = keys.Allow("description", Scalars.Prose, "What it is, for people");

    private readonly Key<string> owner = keys.Allow("owner", Scalars.Prose, "Who answers for it");

    private readonly Key<ImmutableArray<Name>> tags =
        keys.Allow("tags", Lists.Of(Scalars.Name), "Words that select it, as in `--select tag:nightly`");

    public Documentation Read(YamlMap map) =>
        map.Has(description) || map.Has(owner) || map.Has(tags)
            ? new Documentation(map.Find(description), map.Find(owner), map.List(tags))
            : Documentation.None;
}
