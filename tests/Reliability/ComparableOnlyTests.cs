using System.Reflection;
using Diagnostics.Scoring.Keys;
using Diagnostics.Scoring.Reliability;

namespace Diagnostics.Tests.Reliability;

/// <summary>Reliability has one door for answers, and an ipsative scale does not fit through it.</summary>
public sealed class ComparableOnlyTests
{
    [Fact]
    public void The_only_way_to_a_sample_starts_with_a_comparable_scale()
    {
        ConstructorInfo door = Assert.Single(typeof(ScaleSample).GetConstructors(BindingFlags.Public | BindingFlags.Instance));
        Assert.Equal(typeof(ComparableScale), door.GetParameters()[0].ParameterType);
        Assert.False(typeof(IpsativeScale).IsAssignableTo(typeof(ComparableScale)));
    }

    [Fact]
    public void Statistics_and_solutions_come_from_a_sample_alone()
    {
        Type[] results = [typeof(ScaleStatistics), typeof(ItemStatistics), typeof(OneFactorSolution)];
        Assert.All(results, result => Assert.Empty(result.GetConstructors(BindingFlags.Public | BindingFlags.Instance)));
        MethodInfo[] makers =
        [
            .. typeof(ScaleSample).Assembly.GetExportedTypes()
                .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
                .Where(method => results.Contains(method.ReturnType)),
        ];
        MethodInfo maker = Assert.Single(makers);
        Assert.Equal(typeof(ScaleSample), Assert.Single(maker.GetParameters()).ParameterType);
    }
}
