using ChargerFirmware.Central;
using ChargerFirmware.Central.Cli.Prompt;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Records;

namespace ChargerFirmware.Tests.Unit.CentralCli.Prompt;

/// <summary>A central system without a port.</summary>
internal sealed class InProcessCentralSystem(Csms csms) : ICentralSystem
{
    private readonly Judge _judge = new(csms, [new Ocpp16Rules()]);

    public Csms Csms => csms;

    public CentralSystemStart? Start { get; set; }

    public TimeSpan? PingInterval { get; private set; }

    public int? Port => Start?.Port;

    public IReadOnlyList<string> Violations => [.. _judge.Violations.Select(violation => $"cp#{violation.Station}: {violation.Kind}")];

    public void AnswerBoots(RegistrationState status, int heartbeatIntervalSeconds)
    {
        foreach (var station in csms.Stations)
        {
            station.BootAnswer = new BootAnswer(status, heartbeatIntervalSeconds);
        }
    }

    public void PingEvery(TimeSpan interval) => PingInterval = interval;

    public Task StopAsync()
    {
        csms.DisconnectAll("the central system goes down");
        return Task.CompletedTask;
    }
}
