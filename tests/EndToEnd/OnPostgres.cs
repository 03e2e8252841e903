using Diagnostics.Tests.Storage;

namespace Diagnostics.Tests.EndToEnd;

/// <summary>A browser whose server keeps its rows in PostgreSQL.</summary>
public sealed class PostgresBrowser : Browser
{
    protected override string StoreEngine => "postgres";
}

/// <summary>The stories that are told on both: a lesson with its losses, a result set free and taken back, a decision signed, a campaign prepared.</summary>
[CollectionDefinition(Name)]
public sealed class OnPostgres : ICollectionFixture<PostgresBrowser>
{
    public const string Name = "browser on postgres";
}

[StoreEngine("postgres")]
[Collection(OnPostgres.Name)]
public sealed class PostgresClassStory(PostgresBrowser browser) : ClassStory(browser);

[StoreEngine("postgres")]
[Collection(OnPostgres.Name)]
public sealed class PostgresReleaseStory(PostgresBrowser browser) : ReleaseStory(browser);

[StoreEngine("postgres")]
[Collection(OnPostgres.Name)]
public sealed class PostgresDecisionStory(PostgresBrowser browser) : DecisionStory(browser, "postgres");

[StoreEngine("postgres")]
[Collection(OnPostgres.Name)]
public sealed class PostgresPreparationStory(PostgresBrowser browser) : PreparationStory(browser, "postgres");

[StoreEngine("postgres")]
public sealed class PostgresKillTests() : KillTests("postgres");
