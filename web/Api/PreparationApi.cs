using System.Collections.Immutable;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Preparation;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>How far schools are before the day, and who answers for the campaign there.</summary>
internal static class PreparationApi
{
    public static void MapPreparationApi(this IEndpointRouteBuilder app)
    {
        RouteGroupBuilder preparation = app.MapGroup("/api/preparation").WithTags("preparation").RequireSecureOrigin().Refuses(403, 503);
        preparation.MapGet("", ReadAsync).NeedsOwn(StaffAct.ReadPreparation);
        preparation.MapGet("/persons", (HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) => PersonsAsync(StaffGate.Who(context).Account.Node, context, desk, cancellation))
            .NeedsOwn(StaffAct.KeepStaff);
        RouteGroupBuilder school = preparation.MapGroup("/schools/{id}");
        school.MapGet("", SchoolAsync).Needs(StaffAct.ReadPreparation, NodeKind.School, "id");
        school.MapGet("/persons", (string id, HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) => PersonsAsync(new OrgNode(NodeKind.School, id), context, desk, cancellation))
            .Needs(StaffAct.KeepStaff, NodeKind.School, "id");
        school.MapPost("/persons", EnterAsync).Needs(StaffAct.KeepStaff, NodeKind.School, "id").Refuses(400, 409);
        school.MapPost("/persons/drop", DropAsync).Needs(StaffAct.KeepStaff, NodeKind.School, "id");
        school.MapPost("/persons/confirm", ConfirmAsync).Needs(StaffAct.ConfirmResponsible, NodeKind.School, "id");
    }

    private static async Task<Ok<ImmutableArray<SchoolPreparation>>> ReadAsync(HttpContext context, PreparationList list, CancellationToken cancellation) =>
        TypedResults.Ok(await list.ReadAsync(StaffGate.Who(context).Account.Node, cancellation));

    private static async Task<Ok<SchoolReply>> SchoolAsync(string id, PreparationList list, CancellationToken cancellation)
    {
        SchoolPreparation school = (await list.ReadAsync(new OrgNode(NodeKind.School, id), cancellation)).Single();
        return TypedResults.Ok(new SchoolReply(school, school.Classes));
    }

    private static async Task<Ok<ImmutableArray<ResponsiblePerson>>> PersonsAsync(OrgNode place, HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) =>
        TypedResults.Ok(await desk.ReadAsync(place, StaffGate.Who(context).Account.Id, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> EnterAsync(
        string id, EnterRequest request, HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) =>
        await desk.EnterAsync(id, request.Person, new PersonEntry(request.Role, request.Name, request.Contact), StaffGate.Who(context).Account.Id, cancellation) switch
        {
            EnterPersonOutcome.Done => TypedResults.NoContent(),
            EnterPersonOutcome.Invalid => Problems.Of(StatusCodes.Status400BadRequest, "person-invalid"),
            EnterPersonOutcome.TooMany => Problems.Of(StatusCodes.Status409Conflict, "person-too-many"),
            EnterPersonOutcome.Unknown => Problems.Of(StatusCodes.Status404NotFound, "not-found"),
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> DropAsync(
        string id, PersonRequest request, HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) =>
        Done(await desk.DropAsync(id, request.Person ?? "", StaffGate.Who(context).Account.Id, cancellation));

    private static async Task<Results<NoContent, ProblemHttpResult>> ConfirmAsync(
        string id, PersonRequest request, HttpContext context, ResponsibleDesk desk, CancellationToken cancellation) =>
        Done(await desk.ConfirmAsync(id, request.Person ?? "", StaffGate.Who(context).Account.Id, cancellation));

    private static Results<NoContent, ProblemHttpResult> Done(bool done) =>
        done ? TypedResults.NoContent() : Problems.Of(StatusCodes.Status404NotFound, "not-found");

    private sealed record SchoolReply(SchoolPreparation School, ImmutableArray<ClassPreparation> Classes);

    /// <param name="Person">Null for a new one.</param>
    private sealed record EnterRequest(string? Person, ResponsibleRole Role, string? Name, string? Contact);

    private sealed record PersonRequest(string? Person);
}
