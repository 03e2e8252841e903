using Diagnostics.Engine.Accounts;
using Diagnostics.Engine.Consent;
using Diagnostics.Engine.Parents;
using Diagnostics.Tests.Parents;
using Diagnostics.Tests.Reviews;

namespace Diagnostics.Tests.Storage;

/// <summary>The parents' questions on every store.</summary>
public abstract partial class StoreSuite
{
    [StoreFact]
    public async Task A_parent_answers_corrects_is_counted_and_withdraws()
    {
        await using ReviewHouse house = await ReviewHouse.OpenAsync(opened: await OpenAsync());
        string link = await ParentFormTests.LinkAsync(house.House, house.Room);
        ParentQuestions questions = (await house.Engine.ParentForms.LookAsync(link, default))!.Questions;
        Assert.Equal(ParentFormOutcome.Kept, await ParentFormTests.AnswerAsync(house.House, link, questions, "1"));
        Assert.Equal(ParentFormOutcome.Kept, await ParentFormTests.AnswerAsync(house.House, link, questions, "3"));
        Assert.Equal("3", (await house.Engine.ParentForms.ReadAsync(house.Room.Id, 1, "p", default))!.Form!.Answers[0]);
        Assert.Equal(1, Assert.Single(await house.Engine.Participation.ReadAsync(new OrgNode(NodeKind.School, house.Room.SchoolId), default)).ParentsAnswered);
        Assert.True(await house.Engine.Parents.DecideAsync(link, false, ConsentTexts.OfParents, default));
        Assert.False((await house.Engine.ParentForms.LookAsync(link, default))!.IsOpen);
        Assert.Equal(0, await house.House.CountAsync("SELECT COUNT(*) FROM parent_form"));
    }
}
