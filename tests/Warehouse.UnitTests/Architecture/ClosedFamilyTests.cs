using System.Reflection;
using Shouldly;
using Xunit;

namespace Warehouse.UnitTests.Architecture;

/// <summary>A record is a leaf, or the head of a family that no other assembly can add to; so a switch over a family can be complete.</summary>
public sealed class ClosedFamilyTests
{
    private static readonly Type[] Records = [.. Assemblies.Types.Where(t => t.IsClass && t.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null)];

    [Fact]
    public void There_are_families_to_look_at() => Records.Count(r => r.IsAbstract).ShouldBeGreaterThan(10);

    [Fact]
    public void Every_record_that_is_no_family_is_sealed() =>
        Records.Where(r => !r.IsAbstract && !r.IsSealed).Select(r => r.FullName).ShouldBeEmpty();

    [Fact]
    public void Every_family_is_closed() => Records.Where(r => r.IsAbstract && !IsClosed(r)).Select(r => r.FullName).ShouldBeEmpty();

    // Nothing outside sees a record that is not public. Of a public one only the compiler's copy constructor is open to heirs, and one cannot begin with a copy.
    private static bool IsClosed(Type record) => !record.IsVisible || record
        .GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(c => c.GetParameters() is not [var only] || only.ParameterType != record)
        .All(c => c.IsPrivate || c.IsFamilyAndAssembly);
}
