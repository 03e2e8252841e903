using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Doors;

/// <summary>For every rule of a door one caller who passes it at a place: behind a refusal no body is met.</summary>
internal sealed class DoorCallers : IDisposable
{
    /// <summary>The first of them that may pass a door calls there.</summary>
    private static readonly StaffRole[] Roles = [StaffRole.Operator, StaffRole.Coordinator, StaffRole.Psychologist, StaffRole.Teacher, StaffRole.Methodologist, StaffRole.Region];

    private readonly Dictionary<StaffRole, HttpClient> _staff = [];
    private readonly HttpClient _board;
    private readonly HttpClient _bearer;
    private string _student = "";
    private string _device = "";

    private DoorCallers(HttpClient board, HttpClient bearer) => (_board, _bearer) = (board, bearer);

    public static async Task<DoorCallers> OpenAsync(RunningServer server, RouteHome home)
    {
        CodeSheet sheet = (await server.Engine.Cards.ReadAsync(home.Class.Id, default))!;
        DoorCallers callers = new(await server.TeacherAsync(sheet), server.Client());
        foreach (StaffRole role in Roles)
        {
            callers._staff[role] = await server.StaffAsync(role, home.PlaceOf(role));
        }

        using StudentClient student = new(server.Client(), "0123456789abcdef");
        await student.EnterAsync(home.Code);
        callers._student = student.Entered.GetProperty("token").GetString()!;
        using HttpResponseMessage opened = await callers._bearer.PostAsJsonAsync(
            "/api/check/open", new { link = await server.Engine.CheckLinks.OfClassAsync(home.Class.Id, default) });
        callers._device = (await opened.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
        return callers;
    }

    /// <summary>A browser, and the token it brings where it has no cookie.</summary>
    public (HttpClient Browser, string? Token) Of(DoorRule rule) => rule switch
    {
        DoorRule.Staff door => (_staff[Roles.First(role => Permissions.ActsOf(role).Contains(door.Act))], null),
        DoorRule.Board => (_board, null),
        DoorRule.Student => (_bearer, _student),
        DoorRule.Check => (_bearer, _device),
        _ => (_staff[StaffRole.Operator], null),
    };

    public void Dispose()
    {
        foreach (HttpClient browser in _staff.Values.Append(_board).Append(_bearer))
        {
            browser.Dispose();
        }
    }
}
