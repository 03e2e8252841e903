using System.Security.Cryptography;
using Diagnostics.Engine;
using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Campaigns;
using Diagnostics.Engine.Privacy;
using Diagnostics.Web.Access;
using Microsoft.AspNetCore.WebUtilities;

namespace Diagnostics.Web;

/// <summary>
/// One account a role for the demo region, and in no other store. They open nothing in a server that was not started with <c>--demo</c>, whatever the store holds;
/// their password belongs to this data folder and is printed at the start.
/// </summary>
internal static class DemoStaff
{
    private static readonly (StaffRole Role, string Login, string Name)[] People =
    [
        (StaffRole.Operator, "оператор", "Демо: оператор"),
        (StaffRole.Region, "регион", "Демо: координатор региона"),
        (StaffRole.Municipality, "муниципалитет", "Демо: координатор муниципалитета"),
        (StaffRole.Coordinator, "координатор", "Демо: координатор школы"),
        (StaffRole.Psychologist, "психолог", "Демо: психолог"),
        (StaffRole.Teacher, "учитель", "Демо: учитель"),
        (StaffRole.Methodologist, "методист", "Демо: методист"),
    ];

    public static IEnumerable<string> Logins => People.Select(one => one.Login);

    public static string PasswordOf(DiagnosticsEngine engine) =>
        WebEncoders.Base64UrlEncode(HMACSHA256.HashData(engine.Keys.Staff.Span, "demo"u8))[..14];

    /// <summary>Adds those who are not there yet.</summary>
    public static async Task SeedAsync(DiagnosticsEngine engine, CancellationToken cancellation)
    {
        if (await engine.Organisation.RegionsAsync(cancellation) is not [var region, ..]
            || await engine.Organisation.MunicipalitiesAsync(region.Id, cancellation) is not [var municipality, ..]
            || await engine.Organisation.SchoolsAsync(municipality.Id, cancellation) is not [var school, ..])
        {
            return;
        }

        StaffPasswords passwords = new();
        foreach ((StaffRole role, string login, string name) in People)
        {
            if (await engine.Accounts.FindAsync(login, cancellation) is null)
            {
                string hash = await passwords.HashAsync(PasswordOf(engine), cancellation);
                OrgNode place = PlaceOf(role, region, municipality, school);
                await engine.Accounts.AddAsync(new NewAccount(login, name, role, place, hash, Demo: true), AuditEntry.System, cancellation);
            }
        }
    }

    private static OrgNode PlaceOf(StaffRole role, Region region, Municipality municipality, School school) => role switch
    {
        StaffRole.Operator => OrgNode.Server,
        StaffRole.Region or StaffRole.Methodologist => new OrgNode(NodeKind.Region, region.Id),
        StaffRole.Municipality => new OrgNode(NodeKind.Municipality, municipality.Id),
        StaffRole.Coordinator or StaffRole.Psychologist or StaffRole.Teacher => new OrgNode(NodeKind.School, school.Id),
    };
}
