using System.Text.Json;
using ChargerFirmware.Bench;

namespace ChargerFirmware.Tests.Scenarios;

/// <summary>What is no call of OCPP 1.6 gets the right CALLERROR, or nothing, and changes nothing at a station that charges.</summary>
public sealed class MalformedCallTests(MalformedBench bench) : IClassFixture<MalformedBench>
{
    public static TheoryData<string> Names => [.. MalformedCall.All.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_no_call_is_refused_and_changes_nothing(string name)
    {
        var call = MalformedCall.All.Single(call => call.Name == name);
        var before = bench.State;

        var sent = bench.Exchange([call.Frame]);

        Assert.Equal(call.Code is null ? [] : [(4, call.Code)], sent.Select(Read));
        Assert.Equal(before, bench.State);
        Assert.Single(bench.Exchange("""[2,"after","GetConfiguration",{"key":["HeartbeatInterval"]}]"""), frame => frame is { Kind: "result", MessageId: "after" });
    }

    [Fact]
    public void A_loose_head_is_carried_out_where_calls_are_read_leniently()
    {
        using var own = MalformedBench.SwitchedOn();
        own.Run("expect link Operational within 60s", "set LenientCalls true");

        var sent = own.Exchange("""["2","type","ClearCache",{}]""", """[2,"payload","ClearCache",null]""");

        Assert.Equal([("result", "type"), ("result", "payload")], sent.Where(frame => frame.Kind != "call").Select(frame => (frame.Kind, frame.MessageId)));
    }

    // From the text: an answer repeats the id of its call, and with one that is too long it is no frame to read either.
    private static (int Type, string? Code) Read(LoggedFrame frame)
    {
        var array = JsonElement.Parse(frame.Text);
        return (array[0].GetInt32(), array[2].GetString());
    }
}
