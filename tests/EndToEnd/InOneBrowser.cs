namespace Diagnostics.Tests.EndToEnd;

/// <summary>All browser tests share one server and one browser, and run one after another: two cores are enough for one class.</summary>
[CollectionDefinition(Name)]
public sealed class InOneBrowser : ICollectionFixture<Browser>
{
    public const string Name = "browser";
}
