namespace Diagnostics.Tests.Cluster;

/// <summary>Databases and nodes that are killed, frozen and cut off: one after another, and nothing beside them, or what they tell of time would be another test's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class InTurn : ICollectionFixture<StandingNodes>
{
    public const string Name = "Two nodes on one database";
}
