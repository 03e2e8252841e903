using Diagnostics.Engine.Storage;

namespace Diagnostics.Tests.Storage;

public sealed class LostNameTests
{
    [Fact]
    public void A_server_whose_name_does_not_resolve_is_away_for_a_while_and_no_fault_of_the_program()
    {
        using PostgresDialect dialect = new("Host=nowhere.invalid;Username=nobody;Database=none;Timeout=5");
        Exception fault = Assert.ThrowsAny<Exception>(() => dialect.OpenWriter().Dispose());
        Assert.True(dialect.IsTransient(fault), fault.ToString());
    }
}
