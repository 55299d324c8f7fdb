// SPDX-License-Identifier: MIT
#include <algorithm>

#include "engine/groq/ast.h"
#include "engine/groq/function_table.h"

namespace vitrine::groq {
namespace {

// The scopes open at one place of the query, from the outermost. The first is the query's own,
// whose @ is null and never changes, so that looking at it binds nothing.
class InvariantFinder {
 public:
  explicit InvariantFinder(Ast& ast) : ast_(ast) {}

  void run() { visit(*ast_.root); }

 private:
  struct OpenScope {
    bool isHidden;
    std::int32_t parent;  // index of the scope that ^ means, or -1
  };

  std::int32_t current() const { return static_cast<std::int32_t>(scopes_.size()) - 1; }

  std::int32_t visibleScope() const {
    const OpenScope& scope = scopes_.back();
    return scope.isHidden ? scope.parent : current();
  }

  // The index of the outermost scope that the node looks at; beyond the last when there is none.
  std::int32_t visit(Node& node) {
    const std::int32_t none = current() + 1;
    // A shared function body reaches as far wherever it stands.
    if (node.reach >= 0) return node.reach == 0 ? none : std::max(none - node.reach, 0);
    std::int32_t outermost = own(node, none);
    node.isPure = isPureKind(node);
    ast_.makesDateTimes |= makesDateTimes(node);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      outermost = std::min(outermost, visitChild(node, i));
      node.isPure &= node.children[i]->isPure;
    }
    if (outermost == 0) outermost = none;
    node.reach = none - outermost;
    const bool repeats = current() > 0;
    if (node.reach == 0 && repeats && isWorthKeeping(node.kind)) node.memo = ast_.memoCount++;
    return outermost;
  }

  std::int32_t visitChild(Node& node, std::size_t index) {
    const bool isBase = index == 0;
    switch (node.kind) {
      case NodeKind::kFilter:
      case NodeKind::kProjection:
      case NodeKind::kOrder:
      case NodeKind::kScore:
        return isBase ? visit(*node.children[index]) : visitWithin(node, index, false);
      case NodeKind::kMap:
      case NodeKind::kFlatMap:
        return isBase ? visit(*node.children[index]) : visitWithin(node, index, true);
      default:
        return visit(*node.children[index]);
    }
  }

  std::int32_t visitWithin(Node& node, std::size_t index, bool isHidden) {
    scopes_.push_back({isHidden, visibleScope()});
    const std::int32_t outermost = visit(*node.children[index]);
    scopes_.pop_back();
    return std::min(outermost, current() + 1);
  }

  // What the node itself looks at, its children aside.
  std::int32_t own(const Node& node, std::int32_t none) const {
    switch (node.kind) {
      case NodeKind::kThis:
        return current();
      case NodeKind::kAttribute:
      case NodeKind::kSplat:
        return node.children.empty() ? current() : none;
      case NodeKind::kCall:
        return node.function->use == Function::Use::kOfThis ? current() : none;
      case NodeKind::kParent: {
        std::int32_t scope = current();
        for (std::int64_t i = 0; i < node.number && scope > 0; ++i) {
          scope = scopes_[static_cast<std::size_t>(scope)].parent;
        }
        return std::max(scope, 0);
      }
      case NodeKind::kChanged:
        return std::min(current(), 1);  // its selector opens scopes of its own; bound to all
      default:
        return none;
    }
  }

  static bool makesDateTimes(const Node& node) {
    if (node.kind != NodeKind::kCall) return false;
    const FunctionBody body = node.function->body;
    return body == functions::dateTime || body == functions::dateTimeNow ||
           body == functions::path;
  }

  static bool isPureKind(const Node& node) {
    switch (node.kind) {
      case NodeKind::kParameter:
      case NodeKind::kEverything:
      case NodeKind::kChanged:
      case NodeKind::kBoost:
      case NodeKind::kScore:
        return false;
      case NodeKind::kCall:
        return node.function->use == Function::Use::kAnywhere ||
               node.function->use == Function::Use::kOfThis;
      default:
        return true;
    }
  }

  static bool isWorthKeeping(NodeKind kind) {
    switch (kind) {
      case NodeKind::kValue:
      case NodeKind::kParameter:
      case NodeKind::kThis:
      case NodeKind::kParent:
      case NodeKind::kAttribute:
      case NodeKind::kGroup:
      case NodeKind::kAscending:
      case NodeKind::kDescending:
      case NodeKind::kSplat:
      case NodeKind::kMember:
      case NodeKind::kConditional:
      case NodeKind::kBoost:
        return false;
      default:
        return true;
    }
  }

  Ast& ast_;
  std::vector<OpenScope> scopes_{{false, -1}};
};

bool isSame(const Node& a, const Node& b) {
  return a.kind == b.kind && a.flag == b.flag && a.number == b.number && a.last == b.last &&
         a.function == b.function && a.value == b.value &&
         std::ranges::equal(a.children, b.children,
                            [](const Node* x, const Node* y) { return isSame(*x, *y); });
}

// Gives the same memo to all places where the same filter of `*` is written.
void shareFilters(Ast& ast) {
  constexpr std::size_t kMostKnown = 64;
  std::vector<Node*> known;
  for (Node& node : ast.nodes) {
    const bool isFilter = node.kind == NodeKind::kFilter && node.reach == 0 && node.memo < 0;
    if (!isFilter || node.children[0]->kind != NodeKind::kEverything) continue;
    const auto same =
        std::ranges::find_if(known, [&](const Node* other) { return isSame(*other, node); });
    if (same != known.end()) {
      if ((*same)->memo < 0) (*same)->memo = ast.memoCount++;
      node.memo = (*same)->memo;
    } else if (known.size() < kMostKnown) {
      known.push_back(&node);
    }
  }
}

}  // namespace

void findInvariants(Ast& ast) {
  InvariantFinder(ast).run();
  ast.invariantCount = ast.memoCount;
  shareFilters(ast);
}

}  // namespace vitrine::groq
