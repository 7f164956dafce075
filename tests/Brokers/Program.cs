using System.Diagnostics;
using ChargerFirmware.Telemetry.Mqtt.Configuration;
using ChargerFirmware.Tests.Brokers;

var checks = new (string Name, Func<Rig, Task> Check)[]
{
    ("a session as the table has it, MQTT 5.0, objects", rig => SessionCheck.RunAsync(rig, MqttVersion.V500, MqttForm.Json)),
    ("a session as the table has it, MQTT 3.1.1, values", rig => SessionCheck.RunAsync(rig, MqttVersion.V311, MqttForm.Values)),
    ("the will after SIGKILL, and the birth after it", WillCheck.RunAsync),
    ("TLS with a client certificate, and without", TlsCheck.RunAsync),
    ("a wrong password is one line and a back-off", PasswordCheck.RunAsync),
    ("a broker killed in a session loses no event", OutageCheck.RunAsync),
    ("commands, answered and refused", CommandCheck.RunAsync),
    ("a station alone in its process", StandaloneStationCheck.RunAsync),
};
var chosen = checks.Where(check => args.Length == 0 || args.Any(word => check.Name.Contains(word, StringComparison.OrdinalIgnoreCase))).ToList();
var began = Stopwatch.GetTimestamp();
var problems = await Task.WhenAll(chosen.Select(check => Rig.RunAsync(check.Name, check.Check)));
Console.WriteLine($"took {Stopwatch.GetElapsedTime(began).TotalSeconds:F0} s");
var totals = new Totals(problems.Count(problem => problem is null), problems.Count(problem => problem is not null), 0);
Console.WriteLine(totals);
return totals.Failed == 0 && totals.Passed > 0 ? 0 : 1;
