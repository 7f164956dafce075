using System.Globalization;
using ChargerFirmware.Central;
using ChargerFirmware.Central.Judging;
using ChargerFirmware.Central.Misbehaving;
using ChargerFirmware.Central.Ocpp16;
using ChargerFirmware.Central.Ocpp16.Rules;
using ChargerFirmware.Central.Store;
using ChargerFirmware.EventLoop;
using ChargerFirmware.Network;
using ChargerFirmware.Ocpp.Json;

namespace ChargerFirmware.Tests.Unit.Central;

/// <summary>A central system and a station called <c>CP1</c>, in virtual time.</summary>
internal sealed class CsmsBench
{
    public const string Identity = "CP1";

    private Csms _accepts;

    public CsmsBench(CsmsOptions? options = null, JudgeOptions? judgeOptions = null, MemoryLimits? limits = null, ICentralStore? store = null)
    {
        Store = new MemoryStore(limits);
        Csms = new Csms(Loop, RandomSource.Seeded(1), [Binding], options, store ?? Store);
        _accepts = Csms;
        Judge = new Judge(Csms, [new Ocpp16Rules()], judgeOptions);
        Misbehaviour = new Misbehaviour(Csms);
        Misbehaviour.Refused += Judge.NoteRefused;
        Network = new VirtualNetwork(Loop, RandomSource.Seeded(2), Identity) { Quality = new LineQuality { Latency = TimeSpan.Zero } };
        Network.Accepted += (request, link) => _accepts.Accept(request.Identity, link);
        Station = new ScriptedStation(Loop, Network);
    }

    public VirtualLoop Loop { get; } = new(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero));

    public VirtualNetwork Network { get; }

    public Ocpp16Binding Binding { get; } = new();

    public MemoryStore Store { get; }

    public Csms Csms { get; }

    public Judge Judge { get; }

    public Misbehaviour Misbehaviour { get; }

    /// <summary>What goes wrong for the station.</summary>
    public StationBehaviour Behaviour => Misbehaviour.At(Identity);

    /// <summary>The station's end.</summary>
    public ScriptedStation Station { get; }

    /// <summary>The same station as the central system sees it.</summary>
    public ConnectedStation Known => Csms.Station(Identity);

    public IEnumerable<ViolationKind> Violations => Judge.Violations.Select(violation => violation.Kind);

    /// <summary>Stations that dial reach another central system from now on.</summary>
    public void AcceptAt(Csms csms) => _accepts = csms;

    /// <summary>A moment as it is written, so many seconds from now.</summary>
    public string Moment(double seconds = 0) => SpecTime.Format(Loop.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));

    public void Pass(double seconds) => Loop.RunFor(TimeSpan.FromSeconds(seconds));

    public string Start(int connectorId = 1, string idTag = "TAG", int meterStart = 1000, string? timestamp = null) => Station.Call(
        "StartTransaction",
        $$"""{"connectorId":{{connectorId}},"idTag":"{{idTag}}","meterStart":{{meterStart}},"timestamp":"{{timestamp ?? Moment()}}"}""");

    public string Values(string registerWh, int transactionId = 1, int connectorId = 1, string? timestamp = null, string more = "") => Station.Call(
        "MeterValues",
        $$"""{"connectorId":{{connectorId}},"transactionId":{{transactionId}},"meterValue":[{{Value(registerWh, timestamp ?? Moment(), more)}}]}""");

    public string Stop(int transactionId = 1, int meterStop = 1500, string? timestamp = null, string more = "") => Station.Call(
        "StopTransaction",
        $$"""{"transactionId":{{transactionId}},"meterStop":{{meterStop}},"timestamp":"{{timestamp ?? Moment()}}"{{more}}}""");

    public string Status(string status, int connectorId = 1, string errorCode = "NoError", string? timestamp = null) => Station.Call(
        "StatusNotification",
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"connectorId":{{connectorId}},"errorCode":"{{errorCode}}","status":"{{status}}","timestamp":"{{timestamp ?? Moment()}}"}"""));

    public static string Value(string registerWh, string timestamp, string more = "") =>
        $$"""{"timestamp":"{{timestamp}}","sampledValue":[{"value":"{{registerWh}}"{{more}}}]}""";
}
