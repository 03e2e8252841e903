using Diagnostics.Engine.Groups;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Groups;

public sealed class GroupFactsTests
{
    [Fact]
    public void What_stands_out_and_where_it_lies_are_kept_with_the_points()
    {
        GroupFacts facts = new Protocols(9).Likes("R").GroupFacts();
        Assert.Equal("R", Assert.Single(facts.Interests!.Leading));
        Assert.True(facts.Interests.Raw[0] > facts.Interests.Raw[1]);
        Assert.True(facts.Interests.Place is { IsApart: true, Things: > 0.3 and < 0.6 });
        Assert.False(facts.InDoubt);
        Assert.Equal(facts.ToJson(), GroupFacts.FromJson(facts.ToJson()).ToJson());
    }

    [Fact]
    public void Where_nothing_stands_out_nothing_leads_and_without_answers_there_is_nothing_to_count()
    {
        Assert.Empty(new Protocols(9).Likes("R", "I", "A", "S", "E", "C").GroupFacts().Interests!.Leading);
        Assert.False(new Protocols(9).Likes("R", "I", "A", "S", "E", "C").GroupFacts().Interests!.Place!.IsApart);
        Assert.Null(new Protocols(9).GroupFacts().Interests);
        Assert.True(new Protocols(10).Presses("2", msAnItem: 200).GroupFacts().InDoubt);
    }

    [Fact]
    public void Values_that_cannot_be_told_apart_are_none_but_counted()
    {
        static GroupFacts Of(bool? tellsApart) => new Protocols(9).GroupFacts(profile => profile with
        {
            Sections =
            [
                .. profile.Sections.Select(section => section.TellsApart is null && section.Tiers is null ? section : section with
                {
                    TellsApart = tellsApart,
                    Tiers = new Dictionary<string, string> { ["balance"] = "high" },
                }),
            ],
        });
        Assert.Equal("high", Of(true).Values!["balance"]);
        Assert.Empty(Of(false).Values!);
        Assert.Null(Of(null).Values);
    }
}
