using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;

namespace Diagnostics.Web.Access;

/// <summary>How a door is kept. Every endpoint carries exactly one of these, and a test walks them all.</summary>
internal abstract record DoorRule
{
    private DoorRule()
    {
    }

    /// <summary>Open to all; what it gives is public, or it is itself the place where a secret is shown.</summary>
    public sealed record Open : DoorRule;

    /// <summary>A student's session credential.</summary>
    public sealed record Student : DoorRule;

    /// <summary>A board's cookie, or staff who may lead the class's lesson.</summary>
    public sealed record Board : DoorRule;

    /// <summary>The token of a device's check of itself.</summary>
    public sealed record Check : DoorRule;

    /// <summary>The operator's key of rehearsals (<see cref="RehearsalKey"/>).</summary>
    public sealed record Rehearsal : DoorRule;

    /// <summary>The operator's token for collectors of figures (<see cref="Watch.MetricsToken"/>).</summary>
    public sealed record Collector : DoorRule;

    /// <summary>Anybody of the staff, on what is their own.</summary>
    /// <param name="Stages">Unfinished sign-ins that may pass as well as finished ones.</param>
    public sealed record SignedIn(params ImmutableArray<SignInStage> Stages) : DoorRule;

    /// <summary>Staff who may do this with the object the call names.</summary>
    /// <param name="Act">What is done.</param>
    /// <param name="Target">The object, from the call's arguments; null when the call names none that could exist.</param>
    public sealed record Staff(StaffAct Act, Func<EndpointFilterInvocationContext, OrgNode?> Target) : DoorRule;
}
