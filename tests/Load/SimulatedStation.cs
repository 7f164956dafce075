using System.Globalization;
using System.Text.Json;

namespace ChargerFirmware.Tests.Load;

/// <summary>
/// A station as the wire shows it: boots once, reports its statuses, charges session after session. What belongs to a session is sent again with the same
/// content until it is acknowledged, in its order; all else is sent once.
/// </summary>
internal sealed class SimulatedStation(
    string id, Uri address, Phase phase, CancellationTokenSource leaving, Ledger ledger, Figures figures, Random random, Pace pace) : IDisposable
{
    private const int Connectors = 2;
    private const int MostAttempts = 5;

    private readonly string[] _statuses = [.. Enumerable.Repeat("Available", Connectors + 1)];
    private Connection? _connection;
    private long _registerWh = random.Next(1, 1_000_000);
    private bool _hasBooted;

    public string Id => id;

    public bool WasAccepted => _hasBooted;

    private bool IsLeaving => leaving.IsCancellationRequested;

    /// <param name="after">When it begins: not all at once.</param>
    public async Task RunAsync(TimeSpan after)
    {
        await PauseAsync(after);
        while (!_hasBooted && !phase.IsGivenUp)
        {
            await DeliverAsync("Heartbeat", "{}");
        }

        while (!IsLeaving)
        {
            for (var left = pace.HeartbeatsBeforeSession; left > 0 && !IsLeaving; left--)
            {
                await PauseAsync(pace.Heartbeat);
                await TellAsync("Heartbeat", "{}");
            }

            await ChargeAsync(random.Next(1, Connectors + 1));
        }

        await (_connection?.EndAsync(breaks: false) ?? Task.CompletedTask);
    }

    public void Dispose()
    {
        _connection?.Dispose();
        leaving.Dispose();
    }

    private async Task ChargeAsync(int connector)
    {
        if (IsLeaving)
        {
            return;
        }

        var idTag = $"TAG{random.Next(1_000_000):D6}";
        await ShowAsync(connector, "Preparing");
        await TellAsync("Authorize", $$"""{"idTag":"{{idTag}}"}""");
        await PauseAsync(pace.Driver);

        var session = ledger.Begin(new SentSession(id, connector, idTag, _registerWh, Frames.Moment(phase.Now)));
        if (!await StartAsync(session))
        {
            session.Unacknowledged = "StartTransaction";
            return;
        }

        await ShowAsync(connector, "Charging");
        await MeasureAsync(session);
        await ShowAsync(connector, "Finishing");
        var stop = new SentStop(Frames.Moment(phase.Now), _registerWh, random.Next(2) == 0 ? "Local" : "EVDisconnected");
        if (await DeliverAsync("StopTransaction", Frames.Stop(session, stop)) is null)
        {
            session.Unacknowledged = "StopTransaction";
            return;
        }

        session.Stop = stop;
        await PauseAsync(pace.Driver);
        await ShowAsync(connector, "Available");
    }

    private async Task<bool> StartAsync(SentSession session)
    {
        var request = Frames.Start(session);
        if (!await AskAsync())
        {
            return false;
        }

        return !pace.ForgetsAnswer || (await BreakOffAsync() && await AskAsync());

        async Task<bool> AskAsync()
        {
            if (await DeliverAsync("StartTransaction", request) is not { } answer)
            {
                return false;
            }

            ledger.Started(session, Frames.WholeNumber(answer, "transactionId") ?? 0);
            return true;
        }
    }

    private async Task MeasureAsync(SentSession session)
    {
        var powerW = random.Next(3_000, 22_000);
        var last = session.StartTime;
        for (var count = 0; count < Pace.MeterValuesPerSession && !IsLeaving; count++)
        {
            await PauseAsync(pace.BetweenMeterValues);
            var now = Frames.Moment(phase.Now);
            _registerWh += (long)(powerW * (now - last).TotalHours);
            last = now;
            var value = new SentValue(now, _registerWh);
            if (await DeliverAsync("MeterValues", Frames.Values(session, value, powerW)) is null)
            {
                session.Unacknowledged = "MeterValues";
                return;
            }

            session.Values.Add(value);
            if (pace.Reconnects)
            {
                await BreakOffAsync();
            }
        }
    }

    private Task PauseAsync(TimeSpan pause) => phase.PauseAsync(pause, leaving.Token);

    private async Task<bool> BreakOffAsync()
    {
        await (_connection?.EndAsync(pace.Breaks) ?? Task.CompletedTask);
        return true;
    }

    private Task ShowAsync(int connector, string status)
    {
        _statuses[connector] = status;
        return TellAsync("StatusNotification", Frames.Status(connector, status, phase.Now));
    }

    /// <summary>What is not sent again when it is lost.</summary>
    private async Task TellAsync(string action, string payload)
    {
        try
        {
            await (await ConnectedAsync()).CallAsync(action, payload);
        }
        catch (ConnectionLostException lost)
        {
            figures.Error(lost.Message);
        }
    }

    /// <summary>What is sent again until it is answered.</summary>
    /// <returns>The answer; null when it was given up.</returns>
    private async Task<JsonElement?> DeliverAsync(string action, string payload)
    {
        for (var refusals = 0; refusals < MostAttempts && !phase.IsGivenUp;)
        {
            try
            {
                if (await (await ConnectedAsync()).CallAsync(action, payload) is { } answer)
                {
                    return answer;
                }

                refusals++;
                await phase.WaitAsync(pace.BeforeDialingAgain);
            }
            catch (ConnectionLostException lost)
            {
                figures.Error(lost.Message);
            }
        }

        return null;
    }

    /// <exception cref="ConnectionLostException">It is not for now.</exception>
    private async Task<Connection> ConnectedAsync()
    {
        if (_connection is { IsLost: false } connection)
        {
            return connection;
        }

        if (_connection is not null || phase.Outages > 0)
        {
            await phase.WaitAsync(pace.BeforeDialingAgain);
        }

        _connection = await Connection.DialAsync(new Uri(address, id), figures);
        await IntroduceAsync(_connection);
        return _connection;
    }

    /// <summary>A station that has booted once shows its statuses only (OCPP 1.6, 4.2).</summary>
    private async Task IntroduceAsync(Connection connection)
    {
        while (!_hasBooted)
        {
            var answer = await connection.CallAsync("BootNotification", """
                {"chargePointVendor":"Load","chargePointModel":"Simulated","chargePointSerialNumber":"1","firmwareVersion":"1.0"}
                """);
            var status = answer is { ValueKind: JsonValueKind.Object } payload && payload.TryGetProperty("status", out var word) ? word.GetString() : "";
            _hasBooted = status == "Accepted";
            if (!_hasBooted)
            {
                figures.Error(string.Create(CultureInfo.InvariantCulture, $"BootNotification was answered with '{status}'"));
                await phase.WaitAsync(pace.BeforeDialingAgain);
            }
        }

        for (var connector = 0; connector <= Connectors; connector++)
        {
            await connection.CallAsync("StatusNotification", Frames.Status(connector, _statuses[connector], phase.Now));
        }
    }
}
