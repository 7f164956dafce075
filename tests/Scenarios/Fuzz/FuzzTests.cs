using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace ChargerFirmware.Tests.Scenarios.Fuzz;

/// <summary>
/// Whatever a central system sends, the station answers each call once and nothing else, and what is no call in order changes nothing.
/// A failure names the batch: <c>FUZZ_SEED=4711 dotnet run --project tests/Scenarios -- -class "*FuzzTests"</c> sends just that one.
/// <c>FUZZ_FRAMES=100000</c> sends so many, as <c>.ci/run</c> does.
/// </summary>
public sealed class FuzzTests
{
    private const int UsualFrames = 20_000;

    private static readonly int s_batches = int.Parse(
        Environment.GetEnvironmentVariable("FUZZ_FRAMES") ?? UsualFrames.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) / FuzzBatch.Size;

    private static readonly string[] s_codes =
    [
        "NotImplemented", "NotSupported", "ProtocolError", "FormationViolation", "PropertyConstraintViolation", "OccurenceConstraintViolation",
        "TypeConstraintViolation",
    ];

    [Fact]
    public void Every_call_is_answered_once_and_what_is_no_call_changes_nothing()
    {
        using var bench = new FuzzBench();
        if (Environment.GetEnvironmentVariable("FUZZ_SEED") is { } seed)
        {
            Send(bench, new FuzzBatch(int.Parse(seed, CultureInfo.InvariantCulture)));
            return;
        }

        var batches = Arb.From(
            Gen.Choose(int.MinValue, int.MaxValue).Select(number => new FuzzBatch(number)),
            batch => batch.Alone);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(s_batches), Prop.ForAll(batches, batch => Send(bench, batch)));
    }

    private static void Send(FuzzBench bench, FuzzBatch batch)
    {
        var before = bench.State;

        var answers = bench.Exchange(batch.Frames).ToLookup(answer => answer.Id ?? "");

        foreach (var frame in batch.Frames.Where(frame => frame.Id is not null))
        {
            var found = answers[frame.Id!].ToList();
            Assert.True(found.Count == batch.Frames.Count(other => other.Id == frame.Id), $"{batch}: {found.Count} answers to {frame}");
            var right = frame.IsRight ? found[0].Type == 3 : found.All(answer => answer.Type == 4 && s_codes.Contains(answer.Word));
            Assert.True(right, $"{batch}: {found[0]} in answer to {frame}");
        }

        var ids = batch.Frames.Select(frame => frame.Id).ToHashSet();
        var surplus = answers.Where(group => !ids.Contains(group.Key)).SelectMany(group => group).ToList();
        Assert.True(surplus.Count == 0, $"{batch}: nobody waits for {string.Join(", ", surplus)}");
        Assert.Equal(before, bench.State);
    }
}
