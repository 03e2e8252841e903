using System.Collections.Immutable;
using System.Reflection;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

/// <summary>An ipsative scale cannot reach what compares persons: the types say so, this says that they go on saying so.</summary>
public sealed class ScaleKindTests
{
    /// <summary>Rooms whose numbers compare persons.</summary>
    private static readonly string[] Comparing = ["Norms", "Reliability", "Change", "Matching", "Interests"];

    [Fact]
    public void An_ipsative_scale_is_no_comparable_scale()
    {
        Assert.False(typeof(IpsativeScale).IsAssignableTo(typeof(ComparableScale)));
        Assert.False(typeof(ComparableScale).IsAssignableTo(typeof(IpsativeScale)));
        Assert.DoesNotContain(
            typeof(ScaleKey).Assembly.GetTypes().SelectMany(type => type.GetMethods()),
            method => method.Name is "op_Implicit" or "op_Explicit");
    }

    [Fact]
    public void Nothing_that_compares_persons_takes_a_scale_of_unknown_kind_or_a_whole_key()
    {
        Type[] banned = [typeof(ScaleKey), typeof(IpsativeScale), typeof(ScoringKey), typeof(ScaleScores)];
        string[] doors =
        [
            .. typeof(ScaleKey).Assembly.GetExportedTypes()
                .Where(type => Comparing.Contains(type.Namespace!.Split('.')[^1]))
                .SelectMany(type => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
                .OfType<MethodBase>()
                .Where(method => method.GetParameters().SelectMany(parameter => Unwrapped(parameter.ParameterType)).Any(banned.Contains))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
        ];
        Assert.Empty(doors);
    }

    private static IEnumerable<Type> Unwrapped(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Unwrapped) : [type.GetElementType() ?? type];

    [Fact]
    public void Best_worst_sets_make_no_scale_that_compares_persons()
    {
        ItemKey set = new ItemKey.BestWorst(0, 1, 4);
        Assert.Throws<ArgumentException>(() => new NormativeScale("s", [set], new MissingRule.Tolerate(1)));
        Assert.Throws<ArgumentException>(() => new IpsativeScale("s", [set], new MissingRule.Zero()));
        Assert.Throws<ArgumentException>(() => new IpsativeScale("s", [set, new ItemKey.Rating(1, 0, 4, false)], new MissingRule.Tolerate(1)));
        Assert.True(new IpsativeScale("s", [set], new MissingRule.Tolerate(1)).IsBalance);
    }

    [Fact]
    public void The_lowest_score_is_zero_where_a_blank_counts_zero()
    {
        ImmutableArray<ItemKey> items = [new ItemKey.Rating(0, 1, 5, false), new ItemKey.Rating(1, 1, 5, true)];
        Assert.Equal(0, new NormativeScale("s", items, new MissingRule.Zero()).Lowest);
        Assert.Equal(2, new NormativeScale("s", items, new MissingRule.Prorate(1)).Lowest);
    }

    [Theory]
    [InlineData(ScaleKind.Normative)]
    [InlineData(ScaleKind.Ipsative)]
    [InlineData(ScaleKind.Criterion)]
    public void A_kind_read_from_a_file_becomes_the_type_of_that_kind(ScaleKind kind)
    {
        ScaleKey scale = ScaleKey.Of(kind, "s", [new ItemKey.Rating(0, 0, 4, false)], new MissingRule.Zero());
        Assert.Equal(kind, scale.Kind);
        Assert.Equal(kind != ScaleKind.Ipsative, scale is ComparableScale);
    }
}
