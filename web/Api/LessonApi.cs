using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;
using Diagnostics.Web.Tls;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Diagnostics.Web.Api;

/// <summary>The lessons of whoever holds them, with the way to each board.</summary>
internal static class LessonApi
{
    public static void MapLessonApi(this IEndpointRouteBuilder app) =>
        app.MapGroup("/api/staff").WithTags("lessons").RequireSecureOrigin().Refuses(403, 503).MapGet("/lessons", ReadAsync).NeedsOwn(StaffAct.RunLesson);

    private static async Task<Ok<IReadOnlyList<Lesson>>> ReadAsync(HttpContext context, LessonList lessons, CancellationToken cancellation) =>
        TypedResults.Ok(await lessons.ReadAsync(StaffGate.Who(context).Account.Node, cancellation));
}
