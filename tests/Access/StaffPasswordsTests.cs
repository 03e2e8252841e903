using Diagnostics.Web.Access;

namespace Diagnostics.Tests.Access;

public sealed class StaffPasswordsTests
{
    [Fact]
    public async Task A_stranger_elsewhere_is_let_in_beside_a_flood_whose_tries_count_only_when_their_turn_comes()
    {
        StaffPasswords passwords = new();
        using CancellationTokenSource over = new();
        int counted = 0;
        Task<bool?>[] flood =
        [
            .. Enumerable.Range(0, StaffPasswords.MostWaiting + 50).Select(_ => passwords.IsRightAsync(null, "любой пароль", "flood", Count, over.Token)),
        ];
        Assert.Equal(StaffPasswords.MostWaiting, passwords.StrangersWaiting);
        Assert.False(await passwords.IsRightAsync(null, "любой пароль", "school", () => true, default));
        await over.CancelAsync();
        await Task.WhenAll(flood).ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(counted, flood.Count(one => one is { IsCompletedSuccessfully: true, Result: false }));
        Assert.Equal(50, flood.Count(one => one is { IsCompletedSuccessfully: true, Result: null }));

        bool Count() => Interlocked.Increment(ref counted) > 0;
    }

    [Fact]
    public async Task A_try_that_is_not_let_is_not_hashed()
    {
        StaffPasswords passwords = new();
        Assert.Null(await passwords.IsRightAsync(null, "любой пароль", "school", () => false, default));
    }
}
