using CsCheck;
using Warehouse.ExecutionTests.Proofs;
using Warehouse.TestEngines.Star;
using Xunit;

namespace Warehouse.ExecutionTests.Star;

public sealed class StarShrinkerTests
{
    [Fact]
    public void A_smaller_star_is_a_model_that_a_user_may_write()
    {
        for (ulong seed = 0; seed < 100; seed++)
        {
            foreach (var smaller in StarShrinker.Simpler(StarGenerator.Cases.Generate(new PCG(11, seed), null, out _).Definition))
                ProofDatabase.ReadProject(StarYaml.Write(smaller, "s_"), "duckdb");
        }
    }
}
