using Diagnostics.Tests.EndToEnd;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Diagnostics.Tests.LongestFirst", "Diagnostics.Tests")]

namespace Diagnostics.Tests;

/// <summary>The stories in the browser come one after another and take longest: they begin at once, and everything else goes on beside them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(one => one.DisplayName != InOneBrowser.Name);
}
