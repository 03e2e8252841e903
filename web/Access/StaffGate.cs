using Diagnostics.Engine.Accounts;
using Diagnostics.Web.Api;

namespace Diagnostics.Web.Access;

/// <summary>
/// The one filter before every door of the staff: signed in as far as needed, the word beside the cookie for every change, the act within
/// the role, the object within the place. An object out of reach answers as one that is not there.
/// </summary>
internal static class StaffGate
{
    /// <summary>Staff who may do this with the object a call names.</summary>
    public static RouteHandlerBuilder Needs(
        this RouteHandlerBuilder door, StaffAct act, Func<EndpointFilterInvocationContext, OrgNode?> target) =>
        door.Kept(new DoorRule.Staff(act, target));

    /// <summary>Staff who may do this with the class, school … whose identifier stands in the route.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder door, StaffAct act, NodeKind kind, string routeValue) =>
        door.Needs(act, call => call.HttpContext.Request.RouteValues[routeValue] is string id ? new OrgNode(kind, id) : null);

    /// <summary>Staff who may do this at their own place.</summary>
    public static RouteHandlerBuilder NeedsOwn(this RouteHandlerBuilder door, StaffAct act) =>
        door.Needs(act, call => Who(call.HttpContext).Account.Node);

    /// <summary>Anybody of the staff; with a stage also whoever has come only that far.</summary>
    public static RouteHandlerBuilder NeedsSignIn(this RouteHandlerBuilder door, params ReadOnlySpan<SignInStage> unfinished) =>
        door.Kept(new DoorRule.SignedIn([.. unfinished]));

    /// <summary>Says that a door, or a group of them, is open on purpose or kept otherwise.</summary>
    public static TBuilder IsKept<TBuilder>(this TBuilder door, DoorRule rule)
        where TBuilder : IEndpointConventionBuilder
    {
        door.Add(endpoint => endpoint.Metadata.Add(rule));
        return door;
    }

    /// <summary>Who asks; only behind a door of the staff.</summary>
    public static StaffIdentity Who(HttpContext context) => (StaffIdentity)context.Items[typeof(StaffIdentity)]!;

    private static RouteHandlerBuilder Kept(this RouteHandlerBuilder door, DoorRule rule)
    {
        door.IsKept(rule).Refuses(401, 403, 404);
        return door.AddEndpointFilter(async (call, next) => await RefusalAsync(call, rule) ?? await next(call));
    }

    private static async Task<object?> RefusalAsync(EndpointFilterInvocationContext call, DoorRule rule)
    {
        HttpContext context = call.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        StaffCookie cookie = context.RequestServices.GetRequiredService<StaffCookie>();
        if (await cookie.WhoAsync(context) is not { } who)
        {
            return Problems.Of(StatusCodes.Status401Unauthorized, "sign-in");
        }

        if (who.Stage != SignInStage.Complete && !(rule is DoorRule.SignedIn { Stages: var stages } && stages.Contains(who.Stage)))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, who.Stage == SignInStage.CodeDue ? "code-due" : "factor-due");
        }

        if (!HttpMethods.IsGet(context.Request.Method) && !cookie.BringsTheWord(context, who))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, "word-missing");
        }

        return rule is DoorRule.Staff staff ? await RefusalAsync(call, who.Account, staff) : null;
    }

    private static async Task<object?> RefusalAsync(EndpointFilterInvocationContext call, Account account, DoorRule.Staff rule)
    {
        Refusals refusals = call.HttpContext.RequestServices.GetRequiredService<Refusals>();
        if (!Permissions.ActsOf(account.Role).Contains(rule.Act))
        {
            refusals.Tell(call.HttpContext, "not the role's", account.Id);
            return Problems.Of(StatusCodes.Status403Forbidden, "not-yours");
        }

        OrgPaths paths = call.HttpContext.RequestServices.GetRequiredService<OrgPaths>();
        if (rule.Target(call) is { } target && await paths.MayAsync(account, rule.Act, target, call.HttpContext.RequestAborted))
        {
            return null;
        }

        refusals.Tell(call.HttpContext, "out of reach", account.Id);
        return Problems.Of(StatusCodes.Status404NotFound, "not-found");
    }
}
