using Diagnostics.Tests.Doors;
using Diagnostics.Tests.EndToEnd;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Diagnostics.Tests.LongestFirst", "Diagnostics.Tests")]

namespace Diagnostics.Tests;

/// <summary>
/// The stories in the browser come one after another and take longest: they begin at once. Faults mostly wait for what they broke to come back, so they go on
/// beside them, and the walk through all doors; what only computes comes behind.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(one =>
        one.DisplayName == InOneBrowser.Name ? 0
        : one.DisplayName.EndsWith(nameof(RouteTable), StringComparison.Ordinal) ? 1
        : one.DisplayName.Contains($".{nameof(Faults)}.", StringComparison.Ordinal) ? 2
        : 3);
}
