using System.Globalization;

namespace ChargerFirmware.Tests.Hostile.Checks;

/// <summary>
/// Central systems that answer almost as the standard has it: the vehicle charges, the transaction goes by the id that was meant, and the log
/// names each member that was not right. In calls it is the operator's choice.
/// </summary>
internal sealed class AlmostRightCheck : ICheck
{
    /// <summary>What .NET says of its own inside, and what nobody can make sense of.</summary>
    private static readonly string[] s_nonsense = ["System.ReadOnlyMemory", "see inner exception", "expected a whole number, found a number"];

    private static readonly (string Action, string Payload)[] s_calls =
    [
        ("GetConfiguration", """{"key":null}"""), ("GetConfiguration", """{"key":["HeartbeatInterval"],"vendor":{"a":[1]}}"""),
        ("ChangeAvailability", """{"connectorId":2.0,"type":"operative"}"""), ("UnlockConnector", """{"ConnectorId":9}"""),
    ];

    private static readonly string[] s_wrongCalls =
    [
        """[2,"wrong-1","ChangeAvailability",{"connectorId":1.5,"type":"Operative"}]""", """[2,"wrong-2","Reset",{"type":7}]""",
        """[2,"wrong-3","ChangeConfiguration",[]]""", """[2,"wrong-4","UnlockConnector",{"connectorId":99999999999999999999}]""",
        """[2,"wrong-5","ReserveNow",{"connectorId":1,"expiryDate":"soon","idTag":"A","reservationId":1e2}]""",
        """[2,"wrong-6","SetChargingProfile",{"connectorId":1,"csChargingProfiles":{"chargingProfileId":"x"}}]""",
    ];

    public string Name => "a central system that is almost right is understood, and the log says what was wrong";

    public Task RunAsync(Rig rig) => Task.WhenAll(
        TryAsync(rig, "strict", new Peer(
            "accepted", "yyyy-MM-dd HH:mm:ss'Z'", null, """{"status":"Accepted","expiryDate":"one of these days"}""", "\"77\"", 77, "",
            ["BootNotification.conf $.status", "BootNotification.conf $.currentTime", "BootNotification.conf $.interval", "Authorize.conf $.idTagInfo.expiryDate", "StartTransaction.conf $.transactionId"])),
        TryAsync(rig, "lenient", new Peer(
            "Accepted", "yyyy-MM-dd'T'HH:mm'Z'", "\"300\"", $$"""{"status":"Accepted","parentIdTag":"{{new string('p', 21)}}"}""", "77.0", 77, "\uFEFF",
            ["BootNotification.conf $.currentTime", "BootNotification.conf $.interval", "Authorize.conf $.idTagInfo.parentIdTag", "StartTransaction.conf $.transactionId", "frame byte order mark"]),
            "--lenient-calls"),
        TryAsync(rig, "beyond", new Peer(
            "ACCEPTED", "yyyy-MM-dd'T'HH:mm:ss'+00:00Z'", "300.0", """{"status":"ACCEPTED","parentIdTag":7}""", "4294967373", 4_294_967_373, "\uFEFF",
            ["BootNotification.conf $.status", "BootNotification.conf $.currentTime", "BootNotification.conf $.interval", "Authorize.conf $.idTagInfo.status", "Authorize.conf $.idTagInfo.parentIdTag"])));

    private static async Task TryAsync(Rig rig, string name, Peer peer, params string[] options)
    {
        var central = rig.CentralSystem();
        peer.Answer(central);
        var station = await rig.EmulatorAsync(central, ["--store", Path.Combine(rig.Folder, name), .. options]);
        await central.StatusAsync(2, "Available");
        await Charge.BeginAsync(central, station);
        await CallAsync(central, isLenient: options.Length > 0);
        await station.SwipeAsync();
        var stop = await central.CallOfAsync("StopTransaction");
        Require.Equal(peer.TolerantRequests, stop.Payload.GetProperty("transactionId").GetInt64(), $"the transaction whose id was given as {peer.TransactionId}");
        foreach (var named in peer.Named)
        {
            var (message, member) = (named[..named.IndexOf(' ')], named[(named.IndexOf(' ') + 1)..]);
            await station.Output.FirstAsync($"a warning of {named}", line =>
                line.Contains("departs from the standard", StringComparison.Ordinal) && line.Contains($"in {message},", StringComparison.Ordinal) && line.Contains(member, StringComparison.Ordinal));
        }

        var said = station.Output.Items.Concat(central.Frames.Items.Select(frame => frame.Text)).ToList();
        foreach (var words in s_nonsense)
        {
            var line = said.Find(line => line.Contains(words, StringComparison.OrdinalIgnoreCase));
            Require.That(line is null, $"said: {line}");
        }
    }

    private static async Task CallAsync(CentralSystem central, bool isLenient)
    {
        foreach (var (action, payload) in s_calls)
        {
            var answer = await central.CallAsync(action, payload);
            Require.Equal(isLenient ? 3 : 4, answer.Type, $"message type of the answer to {action} {payload}: {answer.Text}; it");
        }

        var from = central.Frames.Count;
        await central.Current.SendAsync("""[2,78,"GetConfiguration",{"key":["HeartbeatInterval"]}]""");
        await central.Frames.FirstAsync("the answer to a call with a number as message id", frame => frame.Text.StartsWith("[3,78,", StringComparison.Ordinal), from);
        foreach (var call in s_wrongCalls)
        {
            await central.Current.SendAsync(call);
            await central.Frames.FirstAsync($"a refusal of {call}", frame => frame.Type == 4 && call.Contains($"\"{frame.MessageId}\"", StringComparison.Ordinal), from);
        }
    }

    /// <summary>How one central system is wrong.</summary>
    /// <param name="Interval">JSON; null where it is missing.</param>
    /// <param name="TransactionId">JSON.</param>
    /// <param name="Mark">What comes before each frame.</param>
    /// <param name="Named">Message and member of each warning.</param>
    private sealed record Peer(
        string BootStatus, string TimeFormat, string? Interval, string TagInfo, string TransactionId, long TolerantRequests, string Mark, string[] Named)
    {
        public void Answer(CentralSystem central)
        {
            Answer(central, "BootNotification", () =>
            {
                var now = DateTime.UtcNow.ToString(TimeFormat, CultureInfo.InvariantCulture);
                return $$"""{"status":"{{BootStatus}}","currentTime":"{{now}}"{{(Interval is null ? "" : $",\"interval\":{Interval}")}}}""";
            });
            Answer(central, "Authorize", () => $$"""{"idTagInfo":{{TagInfo}}}""");
            Answer(central, "StartTransaction", () => $$"""{"idTagInfo":{{TagInfo}},"transactionId":{{TransactionId}}}""");
        }

        private void Answer(CentralSystem central, string action, Func<string> payload) =>
            central.AnswerFrame(action, call => $"{Mark}[3,\"{call.MessageId}\",{payload()}]");
    }
}
