using ChargerFirmware.Central.Store;
using Xunit;

namespace ChargerFirmware.Tests.Stores;

/// <summary>A connection that is lost at any instant loses nothing and doubles nothing.</summary>
public sealed class CutChecks : Bench
{
    [Fact]
    public Task A_commit_that_the_server_did_not_hear_of_is_tried_again() => CutAsync(CutAt.BeforeCommit);

    [Fact]
    public Task A_commit_whose_answer_was_lost_is_not_carried_out_twice() => CutAsync(CutAt.AfterCommit);

    [Fact]
    public Task A_session_of_ours_that_the_server_takes_for_alive_does_not_keep_us_out() => CutAsync(CutAt.AfterCommitUnseen);

    [Fact]
    public Task A_session_that_is_ended_again_and_again_by_the_server_loses_and_doubles_nothing() => Run(async () =>
    {
        await using var store = await OpenAsync();
        var writes = new List<Task>();
        for (var number = 0; number < 3_000; number++)
        {
            writes.Add(store.WriteAsync(State($"{number}")));
            if (number % 100 == 50)
            {
                Server.Execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = (SELECT objid FROM pg_locks WHERE locktype = 'advisory' LIMIT 1)");
                await writes[number - 40];
            }
        }

        await Task.WhenAll(writes);
        Assert.Equal(Enumerable.Range(0, 3_000).Select(number => $"{number}"), (await store.StatesAsync("CP1", 10_000)).Select(entry => entry.State));
    });

    [Fact]
    public Task A_server_that_stays_away_is_waited_for_within_bounds_and_used_again_when_it_is_back() => Run(async () =>
    {
        using var proxy = new Proxy(Server.Url!);
        await using var store = await OpenAsync(proxy.Spec(Server.Spec), TimeSpan.FromSeconds(1));
        await store.WriteAsync(State("before"));
        (proxy.IsDown, proxy.Next) = (true, CutAt.BeforeCommit);
        var lost = Enumerable.Range(0, 50).Select(number => store.WriteAsync(State($"lost {number}"))).ToList();
        var asked = store.StatesAsync("CP1", 10);
        foreach (var task in lost.Append(asked))
        {
            var refusal = await Assert.ThrowsAsync<StoreException>(() => task);
            Assert.Contains("cannot be reached", refusal.Message, StringComparison.Ordinal);
        }

        proxy.IsDown = false;
        while (true)
        {
            try
            {
                await store.WriteAsync(State("after"));
                break;
            }
            catch (StoreException)
            {
                // It is asked a few times a second at most.
                await Task.Delay(TimeSpan.FromMilliseconds(50), Loop.Time);
            }
        }

        Assert.Equal(["before", "after"], (await store.StatesAsync("CP1", 10)).Select(entry => entry.State));
    });

    private Task CutAsync(CutAt cut) => Run(async () =>
    {
        using var proxy = new Proxy(Server.Url!);
        await using var store = await OpenAsync(proxy.Spec(Server.Spec));
        for (var number = 0; number < 10; number++)
        {
            proxy.Next = cut;
            await store.WriteAsync(State($"{number}"));
        }

        proxy.Next = cut;
        var first = await store.TakeSessionIdsAsync(10);
        Assert.True(await store.TakeSessionIdsAsync(1) >= first + 10);
        Assert.Equal(11, proxy.Cuts);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"{number}"), (await store.StatesAsync("CP1", 100)).Select(entry => entry.State));
    });
}
