namespace Stateless.Reflection;

/// <summary>An entry action and, where it is bound to one, its trigger.</summary>
public class ActionInfo
{
    public ActionInfo(InvocationInfo method, string? fromTrigger)
    {
        Method = method;
        FromTrigger = fromTrigger;
    }

    public InvocationInfo Method { get; }

    public string? FromTrigger { get; }
}
