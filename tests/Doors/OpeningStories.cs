using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Names;
using Diagnostics.Engine.Privacy;
using Microsoft.Data.Sqlite;

namespace Diagnostics.Tests.Doors;

/// <summary>Whoever opens what is held on a class stands in the log, and what cannot be written down is not shown.</summary>
public sealed class OpeningStories(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_class_that_is_opened_is_written_down_with_the_person_and_a_refusal_is_not()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        OrgNode place = new(NodeKind.School, sheet.School.Id);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, place);
        using HttpClient coordinator = await server.StaffAsync(StaffRole.Coordinator, place);
        School other = await server.Engine.Organisation.AddSchoolAsync(sheet.School.MunicipalityId, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        using HttpClient stranger = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, other.Id));
        string results = $"/api/staff/results/classes/{sheet.Class.Id}";
        string consent = $"/api/consent/classes/{sheet.Class.Id}";
        string names = $"/api/names/classes/{sheet.Class.Id}";
        string access = $"/api/staff/access/{sheet.School.Id}?from=1&to=2";
        foreach (string path in new[] { results, consent, names })
        {
            Assert.NotEqual(HttpStatusCode.OK, await GetAsync(stranger, path));
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync(psychologist, names));
        Assert.Empty(await OpenedAsync(sheet));
        await WriteNamesAsync(sheet);
        foreach ((HttpClient who, string path) in new[]
        {
            (psychologist, results), (psychologist, results), (psychologist, consent), (coordinator, consent), (psychologist, names), (coordinator, access), (coordinator, access),
        })
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(who, path));
        }

        string first = await IdAsync(psychologist);
        string second = await IdAsync(coordinator);
        Assert.Equal(
            [
                (AuditAct.ResultsRead, first, sheet.Class.Id), (AuditAct.ConsentRead, first, sheet.Class.Id), (AuditAct.ConsentRead, second, sheet.Class.Id),
                (AuditAct.NamesRead, first, sheet.Class.Id), (AuditAct.AccessReportRead, second, sheet.School.Id),
            ],
            await OpenedAsync(sheet));
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_shown()
    {
        // A server of its own: a writer that has just lost its store refuses for a while whoever comes next.
        RunningServer locked = new();
        await locked.InitializeAsync();
        try
        {
            CodeSheet sheet = await locked.MakeClassAsync();
            using HttpClient psychologist = await locked.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, sheet.School.Id));
            await using SqliteConnection other = new($"Data Source={Path.Combine(locked.Folder, "diagnostics.db")};Pooling=false");
            await other.OpenAsync();
            await using SqliteCommand begin = new("BEGIN IMMEDIATE", other);
            await begin.ExecuteNonQueryAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetAsync(psychologist, $"/api/staff/results/classes/{sheet.Class.Id}"));
        }
        finally
        {
            await locked.DisposeAsync();
        }
    }

    private async Task WriteNamesAsync(CodeSheet sheet)
    {
        Assert.True(await server.Engine.Names.ChangeKeyAsync(sheet.School.Id, new KeyChange(0, "a", [], []), "test", default));
        Assert.True(await server.Engine.Names.WriteAsync(new SealedList(sheet.Class.Id, 1, 1, "a"), "test", default));
    }

    [Fact]
    public async Task The_sheets_of_a_class_are_read_by_its_psychologist_and_written_down_once()
    {
        CodeSheet sheet = await server.MakeClassAsync();
        OrgNode place = new(NodeKind.School, sheet.School.Id);
        using HttpClient psychologist = await server.StaffAsync(StaffRole.Psychologist, place);
        using HttpClient teacher = await server.StaffAsync(StaffRole.Teacher, place);
        School other = await server.Engine.Organisation.AddSchoolAsync(sheet.School.MunicipalityId, $"Школа {Guid.NewGuid():N}", Settlement.City, default);
        using HttpClient stranger = await server.StaffAsync(StaffRole.Psychologist, new OrgNode(NodeKind.School, other.Id));
        string sheets = $"/api/staff/results/classes/{sheet.Class.Id}/sheets";
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(teacher, $"{sheets}?from=1"));
        Assert.Equal(HttpStatusCode.NotFound, await GetAsync(stranger, $"{sheets}?from=1"));
        foreach (string wrong in new[] { "", "?from=0", "?from=-1", "?from=10001", "?from=x" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await GetAsync(psychologist, sheets + wrong));
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync(psychologist, $"{sheets}?from=1"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(psychologist, $"{sheets}?from=11"));
        AuditLine told = Assert.Single(
            await server.Engine.Audit.ReadAsync(place, long.MaxValue, default), line => line.Act == AuditAct.SheetsRead && line.ObjectId == sheet.Class.Id);
        Assert.Equal(await IdAsync(psychologist), told.Actor);
    }

    /// <summary>What was opened of the school and its classes, the oldest first.</summary>
    private async Task<(AuditAct Act, string Actor, string? ObjectId)[]> OpenedAsync(CodeSheet sheet) =>
        [.. (await server.Engine.Audit.ReadAsync(new OrgNode(NodeKind.School, sheet.School.Id), long.MaxValue, default))
            .Where(line => line.Act is AuditAct.ResultsRead or AuditAct.ConsentRead or AuditAct.NamesRead or AuditAct.AccessReportRead)
            .Where(line => line.ObjectId == sheet.Class.Id || line.ObjectId == sheet.School.Id)
            .Reverse().Select(line => (line.Act, line.Actor, line.ObjectId))];

    private static async Task<HttpStatusCode> GetAsync(HttpClient browser, string path)
    {
        using HttpResponseMessage reply = await browser.GetAsync(new Uri(path, UriKind.Relative));
        return reply.StatusCode;
    }

    private static async Task<string> IdAsync(HttpClient browser) =>
        (await browser.GetFromJsonAsync<JsonElement>("/api/staff/me")).GetProperty("id").GetString()!;
}
