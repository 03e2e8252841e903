using System.Reflection;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Scales;

namespace Diagnostics.Tests.Scoring;

/// <summary>An ipsative scale cannot reach what compares persons: the types say so, this says that they go on saying so.</summary>
public sealed class ScaleKindTests
{
    /// <summary>Rooms whose numbers compare persons.</summary>
    private static readonly string[] Comparing = ["Norms", "Reliability", "Change", "Matching"];

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
                .Where(method => method.GetParameters().Any(parameter => banned.Contains(parameter.ParameterType)))
                .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"),
        ];
        Assert.Empty(doors);
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
