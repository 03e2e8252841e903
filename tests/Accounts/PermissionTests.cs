using Diagnostics.Engine.Accounts;

namespace Diagnostics.Tests.Accounts;

public sealed class PermissionTests
{
    private static readonly OrgPath Class = new("r", "m", "s", "c");

    [Fact]
    public void A_place_bounds_what_a_role_may_do()
    {
        Assert.True(Permissions.May(StaffRole.Coordinator, new OrgNode(NodeKind.School, "s"), StaffAct.KeepClasses, Class));
        Assert.False(Permissions.May(StaffRole.Coordinator, new OrgNode(NodeKind.School, "other"), StaffAct.KeepClasses, Class));
        Assert.True(Permissions.May(StaffRole.Region, new OrgNode(NodeKind.Region, "r"), StaffAct.KeepSchools, new OrgPath("r", "m", null, null)));
        Assert.False(Permissions.May(StaffRole.Municipality, new OrgNode(NodeKind.Municipality, "m"), StaffAct.KeepSchools, new OrgPath("r", null, null, null)));
        Assert.True(Permissions.May(StaffRole.Operator, OrgNode.Server, StaffAct.KeepServer, OrgPath.Root));
    }

    /// <summary>Whoever runs servers or plans campaigns has no business with a person's answers or names.</summary>
    [Theory]
    [InlineData(StaffRole.Operator)]
    [InlineData(StaffRole.Methodologist)]
    [InlineData(StaffRole.Region)]
    [InlineData(StaffRole.Municipality)]
    [InlineData(StaffRole.Teacher)]
    public void Results_of_persons_are_for_psychologists(StaffRole role) => Assert.DoesNotContain(StaffAct.ReadResults, Permissions.ActsOf(role));

    [Fact]
    public void Nobody_gives_a_role_that_may_do_more_than_they_could_give_before()
    {
        foreach (StaffRole role in Enum.GetValues<StaffRole>().Where(one => one != StaffRole.Operator))
        {
            Assert.DoesNotContain(StaffRole.Operator, Permissions.InvitedBy(role));
            Assert.DoesNotContain(role, Permissions.InvitedBy(role));
        }
    }

    [Fact]
    public void Every_role_has_acts_and_a_place()
    {
        foreach (StaffRole role in Enum.GetValues<StaffRole>())
        {
            Assert.NotEmpty(Permissions.ActsOf(role));
            Assert.Contains(Enum.GetValues<NodeKind>(), kind => Permissions.Fits(role, kind));
            Assert.False(Permissions.Fits(role, NodeKind.Class));
        }

        Assert.Equal(
            [StaffRole.Teacher, StaffRole.Coordinator], Enum.GetValues<StaffRole>().Where(role => !Permissions.NeedsSecondFactor(role)));
    }
}
