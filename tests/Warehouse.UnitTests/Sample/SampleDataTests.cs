using Shouldly;
using Warehouse.SampleData;
using Xunit;

namespace Warehouse.UnitTests.Sample;

/// <summary>The committed data of models/retail is what its generator writes, and it is small.</summary>
public sealed class SampleDataTests
{
    private static readonly string Project = Path.Combine(RepositoryFiles.Root, "models", "retail");

    [Fact]
    public void Generates_the_committed_bytes_of_every_file()
    {
        foreach (var file in RetailData.Generate())
            File.ReadAllBytes(Path.Combine(Project, file.Path)).AsSpan().SequenceEqual(file.Bytes)
                .ShouldBeTrue($"{file.Path} is not what the generator writes: dotnet run --project tests/Warehouse.SampleData");
    }

    [Fact]
    public void Leaves_no_file_that_the_generator_does_not_write() =>
        Directory.GetFiles(Path.Combine(Project, "data")).Select(f => $"data/{Path.GetFileName(f)}")
            .ShouldBe(RetailData.Generate().Select(f => f.Path), ignoreOrder: true);

    [Fact]
    public void Stays_below_two_megabytes() => RetailData.Generate().Sum(f => f.Bytes.Length).ShouldBeLessThan(2_000_000);
}
