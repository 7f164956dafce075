using ChargerFirmware.Central;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Ocpp16.Types;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

/// <summary>A central system without a port.</summary>
internal sealed class InProcessCentralSystem(Csms csms) : ICentralSystem
{
    public Csms Csms => csms;

    public CentralSystemStart? Start { get; set; }

    public TimeSpan? PingInterval { get; private set; }

    public int? Port => Start?.Port;

    public IReadOnlyList<string> Violations => [.. csms.Violations.Select(violation => $"cp#{violation.Station}: {violation.Kind}")];

    public string? AddressOf(string station) => "127.0.0.1";

    public void AnswerBoots(RegistrationStatus status, int heartbeatIntervalSeconds)
    {
        foreach (var station in csms.Stations)
        {
            station.BootAnswer = new BootAnswer(status, heartbeatIntervalSeconds);
        }
    }

    public bool TryPingEvery(TimeSpan interval)
    {
        PingInterval = interval;
        return true;
    }

    public bool TrySendRaw(string station, ReadOnlyMemory<byte> text) => false;

    public Task StopAsync()
    {
        csms.DisconnectAll("the central system goes down");
        return Task.CompletedTask;
    }
}
